package dev.coatcheck.testkit.jetty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An unpacked Jetty, as it is published: the {@code $JETTY_HOME} that nodes share and never write
 * to. The build unpacks it, see the poms of the modules that use it. Thread-safe.
 */
public final class JettyDistribution {

  private static final System.Logger LOG = System.getLogger("dev.coatcheck.testkit");

  private final Path home;
  private final String version;

  private JettyDistribution(Path home, String version) {
    this.home = home;
    this.version = version;
  }

  /**
   * The distribution in this directory.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JettyDistribution at(Path home) {
    if (!Files.isRegularFile(home.resolve("start.jar"))) {
      throw new IllegalArgumentException(
          "no Jetty in " + home + ": it has no start.jar; let the build unpack jetty-home there");
    }
    JettyDistribution distribution =
        new JettyDistribution(home.toAbsolutePath().normalize(), versionIn(home));
    LOG.log(
        System.Logger.Level.INFO,
        "Jetty distribution version={0} java={1}",
        distribution.version(),
        Runtime.version());
    return distribution;
  }

  /**
   * The distribution in the directory that a system property names.
   *
   * @throws IllegalArgumentException when the property is missing or the directory has no Jetty
   */
  public static JettyDistribution fromProperty(String property) {
    String home = System.getProperty(property);
    if (home == null) {
      throw new IllegalArgumentException(
          "-D" + property + " is not set: it names the directory of an unpacked jetty-home");
    }
    return at(Path.of(home));
  }

  /** What Jetty calls itself, without its name: {@code 12.0.25}. */
  public String version() {
    return version;
  }

  /** The directory, {@code $JETTY_HOME}. */
  public Path home() {
    return home;
  }

  /**
   * Begins to set up a node of this distribution.
   *
   * @param name of the node, for people; also of its directory
   * @param directory where the node's own directory is made; one of that name is replaced
   */
  public JettySetup newNode(String name, Path directory) {
    return new JettySetup(this, name, directory);
  }

  /** The first line of the file reads {@code 12.0.25 - 11 August 2025}. */
  private static String versionIn(Path home) {
    try {
      String first = Files.readAllLines(home.resolve("VERSION.txt")).get(0);
      return first.replaceFirst(" .*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
