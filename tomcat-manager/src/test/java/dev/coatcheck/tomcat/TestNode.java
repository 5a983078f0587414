package dev.coatcheck.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ContextName;

/** An embedded Tomcat with one application, made of lambdas, and our manager. */
final class TestNode implements AutoCloseable {

  /** A servlet's code. */
  @FunctionalInterface
  interface Page {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  final Tomcat tomcat = new Tomcat();
  final StandardContext context;
  final CoatcheckManager manager;
  private final String redis;
  private final Path directory;

  private TestNode(String redis, CoatcheckManager manager) throws IOException {
    this.redis = redis;
    this.manager = manager;
    directory = Files.createTempDirectory("coatcheck-tomcat-");
    tomcat.setBaseDir(directory.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector();
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(0);
    tomcat.setConnector(connector);
    tomcat.getHost().setAutoDeploy(false);
    context = context("", manager, made -> {});
  }

  /** Starts a node whose application {@code setUp} fills. */
  static TestNode start(String redis, Consumer<TestNode> setUp) throws Exception {
    return start(redis, new CoatcheckManager(), setUp);
  }

  static TestNode start(String redis, CoatcheckManager manager, Consumer<TestNode> setUp)
      throws Exception {
    TestNode node = new TestNode(redis, manager);
    setUp.accept(node);
    node.tomcat.start();
    return node;
  }

  /**
   * Adds an application; it starts with the server, or at once when that runs.
   *
   * @param name its path, with {@code ##} and a version where there are several
   */
  StandardContext context(String name, CoatcheckManager itsManager, Consumer<Context> setUp) {
    ContextName parsed = new ContextName(name, false);
    StandardContext made = new StandardContext();
    made.setName(parsed.getName());
    made.setPath(parsed.getPath());
    made.setWebappVersion(parsed.getVersion());
    made.setDocBase(documents(parsed.getBaseName()).toString());
    made.addLifecycleListener(new Tomcat.FixContextListener());
    made.setClearReferencesRmiTargets(false);
    made.setClearReferencesThreadLocals(false);
    itsManager.setProperty("redis", redis);
    itsManager.setProperty("touchInterval", "0s");
    itsManager.setProperty("sweepInterval", "200ms");
    made.setManager(itsManager);
    setUp.accept(made);
    tomcat.getHost().addChild(made);
    return made;
  }

  private Path documents(String baseName) {
    try {
      return Files.createDirectories(directory.resolve("webapps").resolve(baseName));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestNode page(String path, Page page) {
    page(context, path, page);
    return this;
  }

  /** Adds a page to an application, again at each of its starts. */
  static void page(Context context, String path, Page page) {
    if (context.getState().isAvailable()) {
      add(context, path, page);
    }
    context.addLifecycleListener(
        event -> {
          if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            add(context, path, page);
          }
        });
  }

  private static void add(Context context, String path, Page page) {
    HttpServlet servlet =
        new HttpServlet() {
          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws ServletException, IOException {
            page.serve(request, response);
          }
        };
    Wrapper wrapper = Tomcat.addServlet(context, path, servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMappingDecoded(path, path);
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() throws LifecycleException, IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
