package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat with one application, which has the filter in its class path, and one page at a time.
 */
final class TestTomcat implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final StandardContext context = new StandardContext();
  private final HttpClient client = HttpClient.newHttpClient();

  /** What a page does. */
  @FunctionalInterface
  interface Page {
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  /**
   * Starts it at {@code /shop}; whether the application has started is to be asked.
   *
   * @param webXml what is in its web.xml's element
   */
  TestTomcat(Path directory, String redis, String webXml, Page page) {
    try {
      Path root = Files.createDirectories(directory.resolve("shop"));
      Path classes = Files.createDirectories(root.resolve("WEB-INF/classes"));
      Files.writeString(root.resolve("WEB-INF/web.xml"), webXml);
      Files.writeString(classes.resolve("coatcheck.properties"), "redis=" + redis + "\n");
      tomcat.setBaseDir(directory.toString());
      tomcat.setPort(0);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      context.setPath("/shop");
      context.setName("/shop");
      context.setDocBase(root.toString());
      context.addLifecycleListener(new ContextConfig());
      context.setParentClassLoader(TestTomcat.class.getClassLoader());
      Tomcat.addServlet(context, "page", new PageServlet(page)).setAsyncSupported(true);
      context.addServletMappingDecoded("/", "page");
      tomcat.getHost().addChild(context);
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isServed() {
    return context.getState().isAvailable();
  }

  StandardContext context() {
    return context;
  }

  /**
   * Asks for a page of the application.
   *
   * @param headers names and values
   */
  HttpResponse<String> get(String path, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/shop" + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class PageServlet extends HttpServlet {

    private final transient Page page;

    PageServlet(Page page) {
      this.page = page;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      page.serve(request, response);
    }
  }
}
