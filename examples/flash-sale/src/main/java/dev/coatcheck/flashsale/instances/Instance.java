package dev.coatcheck.flashsale.instances;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.jspecify.annotations.Nullable;

/**
 * One Tomcat of several in this virtual machine, with a server and an engine of its own: a node of
 * the fleet like any other. Confined to one thread.
 */
final class Instance {

  private static final String ADDRESS = "127.0.0.1";
  private static final String THREADS = "8";
  private static final int MOST_WAITING_MILLIS = 60_000;

  private final String name;
  private final Tomcat tomcat = new Tomcat();
  private final Context application;

  /**
   * One that does not run yet.
   *
   * @param name also of its directory
   * @param war unpacked; several may share it
   * @param base where its directory is made
   * @param contextXml what the application gets besides its own, or null
   */
  Instance(String name, Path war, Path base, @Nullable Path contextXml) {
    this.name = name;
    tomcat.setBaseDir(base.resolve(name).toString());
    tomcat.setPort(0);
    tomcat.getEngine().setName(name); // in JMX as well, where two of one name would meet
    ((StandardServer) tomcat.getServer()).setUtilityThreads(1);
    Connector connector = tomcat.getConnector();
    connector.setProperty("address", ADDRESS);
    connector.setProperty("maxThreads", THREADS);
    connector.setProperty("minSpareThreads", "1");
    application = tomcat.addWebapp("", war.toString());
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false); // it has Tomcat's jars, which a server's own setup skips too
    application.setJarScanner(scanner);
    if (contextXml != null) {
      application.setConfigFile(url(contextXml));
    }
  }

  /**
   * Starts it and returns its port once it answers.
   *
   * @throws LifecycleException when Tomcat or the application does not start
   * @throws IOException when it does not answer
   */
  int start() throws LifecycleException, IOException {
    tomcat.start();
    if (!application.getState().isAvailable()) {
      throw new LifecycleException("the application of " + name + " did not start, see above");
    }
    int port = tomcat.getConnector().getLocalPort();
    var connection =
        (HttpURLConnection)
            URI.create("http://" + ADDRESS + ":" + port + "/").toURL().openConnection();
    connection.setConnectTimeout(MOST_WAITING_MILLIS);
    connection.setReadTimeout(MOST_WAITING_MILLIS);
    int status = connection.getResponseCode();
    connection.disconnect();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(name + " answers with status " + status + " at /");
    }
    return port;
  }

  /** Stops it after the requests that are under way. */
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }
}
