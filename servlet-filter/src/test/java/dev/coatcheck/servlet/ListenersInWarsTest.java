package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a jar in WEB-INF/lib, which sees none of the container's classes: the very listeners that a
 * plain container tells, in its order, whatever way they were registered in.
 */
final class ListenersInWarsTest {

  private static final String[] REGISTERED = {
    "Described",
    "AnnotatedAndDescribed",
    "DescribedToo",
    "Annotated",
    "InSecondJar",
    "InFirstJar",
    "AnnotatedInFirstJar",
    "AnnotatedInPlainJar",
    "AddedByInitializer",
    "AddedByListener"
  };

  @TempDir Path directory;

  @Test
  void ofTomcat() throws Exception {
    ListeningWar.write(directory.resolve("app"), "");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    StandardContext context = new StandardContext();
    context.setPath("/app");
    context.setName("/app");
    context.setDocBase(directory.resolve("app").toString());
    context.addLifecycleListener(new ContextConfig());
    context.setParentClassLoader(ListeningWar.parentLoader());
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    context.setJarScanner(scanner);
    tomcat.getHost().addChild(context);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.start();
    try {
      foundAreThoseThatAreTold(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void ofJettyEe10() throws Exception {
    ListeningWar.write(directory.resolve("app"), "");
    WebAppContext context = new WebAppContext();
    context.setContextPath("/app");
    context.setWar(directory.resolve("app").toString());
    context.addConfiguration(new AnnotationConfiguration());
    context.setClassLoader(ListeningWar.parentLoader());
    context.setThrowUnavailableOnStartupException(true);
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(context);
    server.start();
    try {
      foundAreThoseThatAreTold(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    } finally {
      server.stop();
    }
  }

  private static void foundAreThoseThatAreTold(int port) throws IOException, InterruptedException {
    PageReader pages = new PageReader(port);

    List<String> told = pages.lines("told");

    assertThat(told)
        .filteredOn(line -> line.startsWith("session "))
        .map(line -> line.replaceAll("session |@.*", ""))
        .containsExactlyInAnyOrder(REGISTERED);
    assertThat(pages.lines("found")).isEqualTo(told);
  }
}
