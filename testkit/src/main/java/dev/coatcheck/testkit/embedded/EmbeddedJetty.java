package dev.coatcheck.testkit.embedded;

import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.http.WithoutTheApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty of its own inside this JVM, with applications of ee10. */
public final class EmbeddedJetty implements Node {

  /** What Jetty calls the realm of a web.xml that names none. */
  private static final String REALM = "default";

  private final Server server = new Server();
  private final ContextHandlerCollection applications = new ContextHandlerCollection();
  private final URI uri;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param configuration is given the server, with its applications, before it starts
   */
  public EmbeddedJetty(NodePlan plan, Consumer<Server> configuration) {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(300_000);
    server.addConnector(connector);
    server.addBean(members());
    for (WebApp application : plan.applications()) {
      applications.addHandler(context(application, plan.workDirectory()));
    }
    server.setHandler(applications);
    configuration.accept(server);
    LifeCycle.start(server);
    uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** How the names of its threads begin. */
  public String threads() {
    return ((QueuedThreadPool) server.getThreadPool()).getName();
  }

  /** The running application at a path. */
  public WebAppContext context(String contextPath) {
    return applications.getHandlers().stream()
        .map(WebAppContext.class::cast)
        .filter(context -> context.getContextPath().equals(contextPath))
        .findFirst()
        .orElseThrow();
  }

  /** Stops an application and forgets it. */
  public void undeploy(String contextPath) {
    WebAppContext context = context(contextPath);
    LifeCycle.stop(context);
    applications.removeHandler(context);
    context.destroy();
  }

  /** Deploys an application on the running server. */
  public void deploy(WebApp application, Path directory) {
    WebAppContext context = context(application, directory);
    applications.addHandler(context);
    LifeCycle.start(context);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    LifeCycle.stop(server);
    server.destroy();
  }

  private static HashLoginService members() {
    UserStore users = new UserStore();
    users.addUser(
        NodePlan.MEMBER,
        Credential.getCredential(NodePlan.MEMBER_PASSWORD),
        new String[] {NodePlan.MEMBER_ROLE});
    HashLoginService service = new HashLoginService(REALM);
    service.setUserStore(users);
    return service;
  }

  private static WebAppContext context(WebApp application, Path directory) {
    WebAppContext context = new WebAppContext();
    context.setContextPath(application.contextPath());
    context.setWar(application.unpackTo(directory).toString());
    context.addConfiguration(new AnnotationConfiguration());
    context.setClassLoader(new WithoutTheApplication(EmbeddedJetty.class.getClassLoader()));
    context.setThrowUnavailableOnStartupException(true);
    try {
      context.setTempDirectory(Files.createTempDirectory(directory, "temp").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return context;
  }
}
