package dev.coatcheck.testkit.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An unpacked Tomcat, as it is published: the {@code $CATALINA_HOME} that nodes share and never
 * write to. The build unpacks it, see the poms of the modules that use it. Thread-safe.
 */
public final class TomcatDistribution {

  private static final System.Logger LOG = System.getLogger("dev.coatcheck.testkit");

  private final Path home;
  private final String version;

  private TomcatDistribution(Path home, String version) {
    this.home = home;
    this.version = version;
  }

  /**
   * The distribution in this directory.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TomcatDistribution at(Path home) {
    Path catalina = home.resolve("lib").resolve("catalina.jar");
    if (!Files.isRegularFile(catalina)) {
      throw new IllegalArgumentException(
          "no Tomcat in " + home + ": it has no lib/catalina.jar; let the build unpack one there");
    }
    TomcatDistribution distribution =
        new TomcatDistribution(home.toAbsolutePath().normalize(), versionIn(catalina));
    LOG.log(
        System.Logger.Level.INFO,
        "Tomcat distribution version={0} java={1}",
        distribution.version(),
        Runtime.version());
    return distribution;
  }

  /**
   * The distribution in the directory that a system property names.
   *
   * @throws IllegalArgumentException when the property is missing or the directory has no Tomcat
   */
  public static TomcatDistribution fromProperty(String property) {
    String home = System.getProperty(property);
    if (home == null) {
      throw new IllegalArgumentException(
          "-D" + property + " is not set: it names the directory of an unpacked Tomcat");
    }
    return at(Path.of(home));
  }

  /** What Tomcat calls itself, without its name: {@code 10.1.55}. */
  public String version() {
    return version;
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

  Path home() {
    return home;
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
