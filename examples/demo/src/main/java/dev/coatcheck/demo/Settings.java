package dev.coatcheck.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the demo was asked to do, by system properties.
 *
 * @param tomcat directory of an unpacked Tomcat
 * @param jar what goes into its lib
 * @param war the shop
 * @param work directory for the nodes
 * @param port where the browser looks
 * @param nodes how many Tomcats to begin with
 * @param shared whether sessions are kept by Coatcheck; Tomcat keeps them in its memory otherwise
 * @param keep whether everything stays up afterwards
 */
record Settings(
    Path tomcat, Path jar, Path war, Path work, int port, int nodes, boolean shared, boolean keep) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when some are wrong; the text names all of them
   */
  static Settings of(Properties properties) {
    List<String> problems = new ArrayList<>();
    Settings settings =
        new Settings(
            path(properties, "demo.tomcat", problems),
            path(properties, "demo.jar", problems),
            path(properties, "demo.war", problems),
            Path.of(properties.getProperty("demo.work", "target/demo")),
            number(properties, "demo.port", 8080, 65_535, problems),
            number(properties, "demo.nodes", 2, 20, problems),
            !is(properties, "demo.memory"),
            is(properties, "demo.keep"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return settings;
  }

  private static Path path(Properties properties, String name, List<String> problems) {
    Path path = Path.of(properties.getProperty(name, ""));
    if (path.toString().isEmpty() || !Files.exists(path)) {
      problems.add(
          name
              + ": \""
              + path
              + "\" is not there; mvn -Pdemo verify builds it and says where it is");
    }
    return path;
  }

  private static int number(
      Properties properties, String name, int byDefault, int most, List<String> problems) {
    String text = properties.getProperty(name, String.valueOf(byDefault));
    int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      problems.add(name + ": \"" + text + "\" is not a number from 1 to " + most);
    }
    return number;
  }

  /** True when it is there, be it empty: {@code -Ddemo.keep} is enough. */
  private static boolean is(Properties properties, String name) {
    return !properties.getProperty(name, "false").equals("false");
  }
}
