package dev.coatcheck.it.distribution;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A line of a container that one file of ours is for: what a test needs that is for all of them.
 */
interface Line {

  /** All lines that this build tries. */
  static Stream<Line> tested() {
    return Stream.concat(Stream.of(TomcatLine.values()), JettyLine.tested());
  }

  /** The lines of Tomcat, and in a full build those of Jetty. */
  static Stream<Line> testedAtLength() {
    return Boolean.getBoolean("it.full") ? tested() : Stream.of(TomcatLine.values());
  }

  /**
   * Sets up nodes with a Jakarta application, without starting them.
   *
   * @param name of their directory
   * @param path of the application as a file name
   */
  Installation install(String name, String path, Path war);

  /** The same with a Java EE application. */
  Installation installJavaEe(String name, String path, Path war);
}
