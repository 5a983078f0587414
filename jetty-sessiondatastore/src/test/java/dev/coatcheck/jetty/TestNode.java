package dev.coatcheck.jetty;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.SessionCacheFactory;
import org.eclipse.jetty.session.SessionHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * An embedded Jetty with applications made of lambdas, and our store and cache. Of Jetty's core
 * only: without servlets it is the same code below, for every environment.
 */
final class TestNode implements AutoCloseable {

  /** A page's code; answers its text. */
  @FunctionalInterface
  interface Page {
    String serve(Request request, Response response) throws Exception;
  }

  /** One application. */
  static final class App extends Handler.Abstract {

    final ContextHandler context;
    final SessionHandler sessions = new SessionHandler();
    private final Map<String, Page> pages = new HashMap<>();

    private App(String path) {
      context = new ContextHandler(sessions, path);
      sessions.setHandler(this);
      sessions.setUsingCookies(true);
      sessions.setSessionPath("/");
    }

    App page(String path, Page page) {
      pages.put(path, page);
      return this;
    }

    /** Pages that set an attribute, tell it, and end the session. */
    App setAndGet() {
      page("/set", (request, response) -> set(request));
      page("/get", (request, response) -> get(request));
      return page(
          "/leave",
          (request, response) -> {
            request.getSession(false).invalidate();
            return "left";
          });
    }

    /** A page that lets others have the session. */
    App keep(List<Session> kept) {
      return page(
          "/keep",
          (request, response) -> {
            kept.add(request.getSession(true));
            return "kept";
          });
    }

    private static String set(Request request) {
      request.getSession(true).setAttribute("value", "one");
      return "set";
    }

    private static String get(Request request) {
      Session session = request.getSession(false);
      return session == null ? "no session" : String.valueOf(session.getAttribute("value"));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Page page = pages.get(Request.getPathInContext(request));
      if (page == null) {
        return false;
      }
      Content.Sink.write(response, true, page.serve(request, response), callback);
      return true;
    }
  }

  final Server server = new Server();
  final CoatcheckSessionDataStoreFactory stores = new CoatcheckSessionDataStoreFactory();
  private final ServerConnector connector = new ServerConnector(server);
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();

  private TestNode(String redis) {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(contexts);
    stores.setProperty("redis", redis);
    stores.setProperty("touchInterval", "0s");
    stores.setProperty("sweepInterval", "200ms");
    server.addBean(stores);
    server.addBean(new CoatcheckSessionCacheFactory());
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName("");
    server.addBean(ids, true);
  }

  /** Starts a node whose applications {@code setUp} makes. */
  static TestNode start(String redis, Consumer<TestNode> setUp) throws Exception {
    TestNode node = new TestNode(redis);
    setUp.accept(node);
    node.server.start();
    return node;
  }

  /** Replaces our cache. */
  void caches(SessionCacheFactory factory) {
    server.removeBean(server.getBean(SessionCacheFactory.class));
    server.addBean(factory);
  }

  /** Adds an application; it starts with the server. */
  App app(String path) {
    App app = new App(path);
    contexts.addHandler(app.context);
    return app;
  }

  /** How many requests use a session at the moment. */
  long requests() {
    return server.getContainedBeans(CoatcheckSessionCache.class).stream()
        .flatMap(cache -> cache.localSessions().stream())
        .mapToLong(CoatcheckSession::getRequests)
        .sum();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
    server.destroy();
  }
}
