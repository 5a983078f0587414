package dev.coatcheck.testkit.jetty;

import dev.coatcheck.testkit.server.ServerDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An unpacked jetty-home, {@code $JETTY_HOME}. Thread-safe. */
public final class JettyDistribution extends ServerDistribution {

  private static final String JETTY = "Jetty";

  private JettyDistribution(Path home, String version) {
    super(JETTY, home, version);
  }

  /**
   * The distribution in this directory.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JettyDistribution at(Path home) {
    file(JETTY, home, "start.jar");
    return new JettyDistribution(home, versionIn(file(JETTY, home, "VERSION.txt")));
  }

  /**
   * The distribution in the directory that a system property names.
   *
   * @throws IllegalArgumentException when the property is missing or the directory has no Jetty
   */
  public static JettyDistribution fromProperty(String property) {
    return at(directory(JETTY, property));
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
  private static String versionIn(Path file) {
    try {
      return Files.readAllLines(file).get(0).replaceFirst(" .*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
