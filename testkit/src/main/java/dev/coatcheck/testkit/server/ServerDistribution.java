package dev.coatcheck.testkit.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An unpacked server, as it is published: the directory that nodes share and never write to. The
 * build unpacks it, see the poms of the modules that use it. Thread-safe.
 */
public abstract class ServerDistribution {

  private static final Logger LOG = System.getLogger("dev.coatcheck.testkit");

  private final Path home;
  private final String version;

  /**
   * @param server its name, for people
   * @param version what it calls itself, without its name
   */
  protected ServerDistribution(String server, Path home, String version) {
    this.home = home.toAbsolutePath().normalize();
    this.version = version;
    LOG.log(
        Level.INFO, "{0} distribution version={1} java={2}", server, version, Runtime.version());
  }

  /** What it calls itself, without its name: {@code 10.1.55}. */
  public final String version() {
    return version;
  }

  /** The directory. */
  public final Path home() {
    return home;
  }

  /**
   * A file by which a distribution is known.
   *
   * @throws IllegalArgumentException when it is not there
   */
  protected static Path file(String server, Path home, String name) {
    Path file = home.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no "
              + server
              + " in "
              + home
              + ": it has no "
              + name
              + "; let the build unpack one there");
    }
    return file;
  }

  /**
   * The directory that a system property names.
   *
   * @throws IllegalArgumentException when the property is missing
   */
  protected static Path directory(String server, String property) {
    String home = System.getProperty(property);
    if (home == null) {
      throw new IllegalArgumentException(
          "-D" + property + " is not set: it names the directory of an unpacked " + server);
    }
    return Path.of(home);
  }
}
