package dev.coatcheck.jetty;

import java.net.URI;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.util.component.LifeCycle;

/** An embedded Jetty behind a proxy, with users who may log in to any environment's application. */
final class LoginNode implements AutoCloseable {

  final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  LoginNode(String redis, LoginService users, Handler application) throws Exception {
    connector.setHost("127.0.0.1");
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .addCustomizer(new ForwardedRequestCustomizer());
    server.addConnector(connector);
    server.addBean(users);
    server.setHandler(application);
    CoatcheckSessionDataStoreFactory stores = new CoatcheckSessionDataStoreFactory();
    stores.setProperty("redis", redis);
    server.addBean(stores);
    server.addBean(new CoatcheckSessionCacheFactory());
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName("");
    server.addBean(ids, true);
    server.start();
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
