package dev.coatcheck.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with one application, made of lambdas, and our manager. */
final class TestNode implements AutoCloseable {

  /** A servlet's code. */
  @FunctionalInterface
  interface Page {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException;
  }

  final Tomcat tomcat = new Tomcat();
  final Context context;
  final CoatcheckManager manager = new CoatcheckManager();
  private final Path directory;

  private TestNode(String contextPath, String redis) throws IOException {
    directory = Files.createTempDirectory("coatcheck-tomcat-");
    tomcat.setBaseDir(directory.toString());
    tomcat.setSilent(true);
    Connector connector = new Connector();
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(0);
    tomcat.setConnector(connector);
    Path docBase = Files.createDirectories(directory.resolve("webapps").resolve("application"));
    context = tomcat.addContext(contextPath, docBase.toString());
    manager.setProperty("redis", redis);
    manager.setProperty("touchInterval", "0s");
    context.setManager(manager);
  }

  /** Starts a node whose application {@code setUp} fills. */
  static TestNode start(String redis, Consumer<TestNode> setUp) throws Exception {
    TestNode node = new TestNode("", redis);
    setUp.accept(node);
    node.start();
    return node;
  }

  void start() throws LifecycleException {
    tomcat.start();
  }

  TestNode page(String path, Page page) {
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
    return this;
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
