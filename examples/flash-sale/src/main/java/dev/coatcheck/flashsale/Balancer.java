package dev.coatcheck.flashsale;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends each request to the next node, or each shopper to the node that a cookie names. It learns
 * that a node is dead by not reaching it: a request that could not be sent goes to another node,
 * whatever it is, and so does a GET that a dying node did not answer. A POST that a node may have
 * carried out is never sent twice. Thread-safe.
 */
final class Balancer implements AutoCloseable {

  /** The cookie that binds a shopper to a node, when shoppers are bound. */
  static final String COOKIE = "NODE";

  private static final String TRIES = Balancer.class.getName() + ".tries";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Turns turns = new Turns();
  private final AtomicLong passedOn = new AtomicLong();
  private final Server server;
  private final int port;
  private volatile boolean sticky;

  /** A balancer that does not run yet. */
  Balancer(int port) {
    this.port = port;
    QueuedThreadPool threads = new QueuedThreadPool(64);
    threads.setName("balancer");
    server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
  }

  /** The nodes that take part, in the order in which they have their turns. */
  Turns turns() {
    return turns;
  }

  /** Binds each shopper to a node from now on, or none. */
  void sticky(boolean sticky) {
    this.sticky = sticky;
  }

  /** How often a node was not reached or did not answer, and another one took its place. */
  long passedOn() {
    return passedOn.get();
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /**
   * Opens the port.
   *
   * @param first is asked before a request goes to a node, and may answer itself
   * @throws IOException when somebody else has it
   */
  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  void start(Handler.Wrapper first) throws IOException {
    first.setHandler(new Proxy());
    server.setHandler(first);
    try {
      server.start();
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IOException(
              "port " + port + " is taken by another program; choose one with -Ddemo.port=8081", e);
        }
      }
      throw new IllegalStateException("the balancer did not start", e);
    }
  }

  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the balancer did not stop", e);
    }
  }

  /** The node that this request is sent to, which has begun it. */
  private Optional<Member> begin(Request request) {
    Optional<Member> chosen;
    do {
      chosen = bound(request).or(turns::next);
    } while (chosen.isPresent() && !chosen.get().begin());
    return chosen;
  }

  /** The node that the shopper is bound to, if shoppers are bound. */
  private Optional<Member> bound(Request request) {
    return sticky ? cookie(request).flatMap(turns::bound) : Optional.empty();
  }

  private static Optional<String> cookie(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private final class Proxy extends ProxyHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Optional<Member> chosen = begin(request);
      if (chosen.isEmpty()) {
        Response.writeError(
            request, response, callback, HttpStatus.BAD_GATEWAY_502, Reason.NO_SERVER);
        return true;
      }
      Member member = chosen.get();
      request.setAttribute(Member.class.getName(), member);
      return super.handle(request, response, Callback.from(callback, member::end));
    }

    /** The host is the name of a node, which {@link Addresses} turns into addresses. */
    @Override
    protected HttpURI rewriteHttpURI(Request request) {
      Member member = (Member) request.getAttribute(Member.class.getName());
      return HttpURI.build(request.getHttpURI())
          .scheme("http")
          .host(member.name())
          .port(80)
          .asImmutable();
    }

    @Override
    protected HttpClient newHttpClient() {
      ClientConnector connector = new ClientConnector();
      connector.addEventListener(
          new ClientConnector.ConnectListener() {
            @Override
            public void onConnectFailure(
                SocketChannel channel, SocketAddress address, Throwable failure) {
              passedOn.incrementAndGet();
              turns.at(address).ifPresent(Member::suspect);
            }
          });
      return new HttpClient(new HttpClientTransportDynamic(connector));
    }

    /** No connection is used twice: one that its node closed meanwhile could lose a request. */
    @Override
    protected void configureHttpClient(HttpClient client) {
      super.configureHttpClient(client);
      client.setSocketAddressResolver(new Addresses());
      client.setMaxConnectionsPerDestination(1000);
      client
          .getHttpClientTransport()
          .setConnectionPoolFactory(
              destination -> {
                DuplexConnectionPool pool =
                    new DuplexConnectionPool(destination, client.getMaxConnectionsPerDestination());
                pool.setMaxUsage(1);
                return pool;
              });
    }

    @Override
    protected void sendProxyToServerRequest(
        Request request,
        org.eclipse.jetty.client.Request toNode,
        Response response,
        Callback callback) {
      toNode.onResponseHeaders(
          fromNode ->
              turns
                  .at(fromNode.getRequest().getConnection().getRemoteSocketAddress())
                  .ifPresent(member -> answered(member, request, response)));
      super.sendProxyToServerRequest(request, toNode, response, callback);
    }

    @Override
    protected void onServerToProxyResponseFailure(
        Request request,
        org.eclipse.jetty.client.Request toNode,
        org.eclipse.jetty.client.Response fromNode,
        Response response,
        Callback callback,
        Throwable failure) {
      Object tries = request.getAttribute(TRIES);
      int made = tries == null ? 1 : (int) tries;
      if (response.isCommitted() || made >= turns.size() || !SAFE.contains(request.getMethod())) {
        super.onServerToProxyResponseFailure(
            request, toNode, fromNode, response, callback, failure);
        return;
      }
      passedOn.incrementAndGet();
      request.setAttribute(TRIES, made + 1);
      response.reset();
      handle(request, response, callback);
    }

    /** The node that answered need not be the one that was chosen. */
    private void answered(Member member, Request request, Response response) {
      member.answered();
      if (sticky && !cookie(request).equals(Optional.of(member.name()))) {
        Response.addCookie(
            response, HttpCookie.build(COOKIE, member.name()).path("/").httpOnly(true).build());
      }
    }
  }

  /** The client tries the addresses of a host one after the other until one accepts. */
  private final class Addresses implements SocketAddressResolver {

    @Override
    public void resolve(
        String name,
        int ignored,
        Map<String, Object> context,
        Promise<List<InetSocketAddress>> promise) {
      List<InetSocketAddress> addresses = new ArrayList<>();
      turns.beginningWith(name).forEach(member -> addresses.add(member.address()));
      if (addresses.isEmpty()) {
        promise.failed(new IOException(name + " has left and there is no other"));
      } else {
        promise.succeeded(addresses);
      }
    }
  }
}
