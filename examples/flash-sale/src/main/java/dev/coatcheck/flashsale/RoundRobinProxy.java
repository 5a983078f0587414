package dev.coatcheck.flashsale;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Sends each request to the next node, whoever it comes from. Like a balancer without health checks
 * it learns that a node is dead by not reaching it: a request that could not be sent goes to the
 * next node, whatever it is, and so does a GET that a dying node did not answer. Thread-safe.
 */
final class RoundRobinProxy implements AutoCloseable {

  private static final String TRIES = RoundRobinProxy.class.getName() + ".tries";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final List<InetSocketAddress> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger passedOn = new AtomicInteger();
  private final Server server = new Server();
  private final int port;

  RoundRobinProxy(int port) {
    this.port = port;
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Handler());
  }

  /** Lets a node take part. */
  void add(InetSocketAddress node) {
    nodes.add(node);
  }

  /** How often a node was not reached or did not answer, and another one took its place. */
  int passedOn() {
    return passedOn.get();
  }

  String uri() {
    return "http://localhost:" + port;
  }

  /**
   * Opens the port.
   *
   * @throws IOException when somebody else has it
   */
  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new IOException(
              "port " + port + " is taken by another program; choose one with -Ddemo.port=8081", e);
        }
      }
      throw new IllegalStateException("the proxy did not start", e);
    }
  }

  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the proxy did not stop", e);
    }
  }

  /** The nodes in the order in which they are tried, the one whose turn it is first. */
  private List<InetSocketAddress> inTurn(int first) {
    List<InetSocketAddress> order = new ArrayList<>(nodes);
    Collections.rotate(order, -Math.floorMod(first, order.size()));
    return order;
  }

  private final class Handler extends ProxyHandler {

    /** The host is the number of a turn, which {@link Nodes} turns into addresses. */
    @Override
    protected HttpURI rewriteHttpURI(Request request) {
      return HttpURI.build(request.getHttpURI())
          .scheme("http")
          .host("turn-" + Math.floorMod(turn.getAndIncrement(), nodes.size()))
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
            }
          });
      return new HttpClient(new HttpClientTransportDynamic(connector));
    }

    /** No connection is used twice: one that its node closed meanwhile could lose a request. */
    @Override
    protected void configureHttpClient(HttpClient client) {
      super.configureHttpClient(client);
      client.setSocketAddressResolver(new Nodes());
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
    protected void onServerToProxyResponseFailure(
        Request request,
        org.eclipse.jetty.client.Request toNode,
        org.eclipse.jetty.client.Response fromNode,
        Response response,
        Callback callback,
        Throwable failure) {
      Object tries = request.getAttribute(TRIES);
      int made = tries == null ? 1 : (int) tries;
      if (response.isCommitted() || made >= nodes.size() || !SAFE.contains(request.getMethod())) {
        super.onServerToProxyResponseFailure(
            request, toNode, fromNode, response, callback, failure);
        return;
      }
      passedOn.incrementAndGet();
      request.setAttribute(TRIES, made + 1);
      response.reset();
      handle(request, response, callback);
    }
  }

  /** The client tries the addresses of a host one after the other until one accepts. */
  private final class Nodes implements SocketAddressResolver {

    @Override
    public void resolve(
        String host,
        int ignored,
        Map<String, Object> context,
        Promise<List<InetSocketAddress>> promise) {
      promise.succeeded(inTurn(Integer.parseInt(host.substring("turn-".length()))));
    }
  }
}
