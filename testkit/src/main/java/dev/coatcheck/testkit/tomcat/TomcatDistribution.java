package dev.coatcheck.testkit.tomcat;

import dev.coatcheck.testkit.server.ServerDistribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** An unpacked Tomcat, {@code $CATALINA_HOME}. Thread-safe. */
public final class TomcatDistribution extends ServerDistribution {

  /** What its catalina.sh passes to the virtual machine. */
  public static final List<String> OPTIONS =
      List.of(
          "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  private static final String TOMCAT = "Tomcat";

  private TomcatDistribution(Path home, String version) {
    super(TOMCAT, home, version);
  }

  /**
   * The distribution in this directory.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TomcatDistribution at(Path home) {
    return new TomcatDistribution(home, versionIn(file(TOMCAT, home, "lib/catalina.jar")));
  }

  /**
   * The distribution in the directory that a system property names.
   *
   * @throws IllegalArgumentException when the property is missing or the directory has no Tomcat
   */
  public static TomcatDistribution fromProperty(String property) {
    return at(directory(TOMCAT, property));
  }

  /**
   * Begins to set up a node of this distribution.
   *
   * @param name of the node, for people; also of its directory
   * @param directory where the node's own directory is made; one of that name is replaced
   */
  public TomcatSetup newNode(String name, Path directory) {
    return new TomcatSetup(this, name, directory);
  }

  private static String versionIn(Path catalina) {
    Properties info = new Properties();
    try (var jar = new URLClassLoader(new URL[] {catalina.toUri().toURL()}, null);
        InputStream in =
            jar.getResourceAsStream("org/apache/catalina/util/ServerInfo.properties")) {
      if (in == null) {
        throw new IllegalArgumentException(catalina + " has no ServerInfo.properties");
      }
      info.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return info.getProperty("server.info", "Apache Tomcat/unknown").replace("Apache Tomcat/", "");
  }
}
