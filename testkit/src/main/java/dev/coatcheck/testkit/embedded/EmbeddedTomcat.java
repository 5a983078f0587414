package dev.coatcheck.testkit.embedded;

import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.http.WithoutTheApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.jspecify.annotations.Nullable;

/** A Tomcat of its own inside this JVM. */
public final class EmbeddedTomcat implements Node {

  private final Tomcat tomcat = new Tomcat();
  private final URI uri;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param route what it appends to the ids that it issues, or null
   * @param configuration is given each context before it starts
   */
  public EmbeddedTomcat(
      NodePlan plan, @Nullable String route, Consumer<StandardContext> configuration) {
    tomcat.setBaseDir(plan.workDirectory().toString());
    tomcat.setPort(0);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("maxThreads", "100");
    tomcat.getEngine().setJvmRoute(route);
    tomcat.getEngine().setBackgroundProcessorDelay(1);
    tomcat.getHost().setAutoDeploy(false);
    tomcat.getHost().getPipeline().addValve(accessLog(plan.workDirectory()));
    tomcat.addUser(NodePlan.MEMBER, NodePlan.MEMBER_PASSWORD);
    tomcat.addRole(NodePlan.MEMBER, NodePlan.MEMBER_ROLE);
    for (WebApp application : plan.applications()) {
      StandardContext context = context(application, plan.workDirectory());
      configuration.accept(context);
      tomcat.getHost().addChild(context);
    }
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
    uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** The running application at a path. */
  public Context context(String contextPath) {
    return (Context) tomcat.getHost().findChild(contextPath);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Logs the session as well: asking for it then must cost nothing. */
  private static AccessLogValve accessLog(Path directory) {
    AccessLogValve log = new AccessLogValve();
    log.setDirectory(directory.resolve("logs").toString());
    log.setPattern("%t \"%r\" %s %b %S %u");
    return log;
  }

  private static StandardContext context(WebApp application, Path directory) {
    StandardContext context = new StandardContext();
    context.setPath(application.contextPath());
    context.setName(application.contextPath());
    context.setDocBase(application.unpackTo(directory).toString());
    context.addLifecycleListener(new ContextConfig());
    context.setParentClassLoader(new WithoutTheApplication(EmbeddedTomcat.class.getClassLoader()));
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    context.setJarScanner(scanner);
    Tomcat.addServlet(context, "default", new DefaultServlet());
    context.addServletMappingDecoded("/", "default");
    return context;
  }
}
