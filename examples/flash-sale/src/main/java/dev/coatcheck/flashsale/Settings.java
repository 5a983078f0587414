package dev.coatcheck.flashsale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the demo was asked to do, by system properties.
 *
 * @param tomcat directory of an unpacked Tomcat
 * @param jar what goes into its lib
 * @param jetty directory of an unpacked Jetty
 * @param archive what is unpacked into a Jetty's base
 * @param war the shop
 * @param work directory for the nodes
 * @param port where the browser looks
 * @param nodes what to begin with
 * @param shared whether sessions are kept by Coatcheck; each node keeps them in its memory
 *     otherwise
 * @param keep whether everything stays up afterwards
 */
record Settings(
    Path tomcat,
    Path jar,
    Path jetty,
    Path archive,
    Path war,
    Path work,
    int port,
    List<Make> nodes,
    boolean shared,
    boolean keep) {

  private static final int MOST = 20;

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
            path(properties, "demo.jetty", problems),
            path(properties, "demo.archive", problems),
            path(properties, "demo.war", problems),
            Path.of(properties.getProperty("demo.work", "target/demo")),
            number(properties, "demo.port", 8080, 65_535, problems),
            nodes(properties.getProperty("demo.nodes", "2"), problems),
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

  /** A number of Tomcats, or the makes one by one. */
  private static List<Make> nodes(String text, List<String> problems) {
    if (text.matches("[0-9]{1,6}")) {
      int tomcats = Integer.parseInt(text);
      if (tomcats >= 1 && tomcats <= MOST) {
        return Collections.nCopies(tomcats, Make.TOMCAT);
      }
    }
    List<Make> makes = new ArrayList<>();
    for (String word : text.split(",", MOST + 1)) {
      Stream.of(Make.values()).filter(make -> make.word().equals(word.strip())).forEach(makes::add);
    }
    if (makes.isEmpty() || makes.size() != text.split(",", -1).length) {
      problems.add(
          "demo.nodes: \""
              + text
              + "\" is neither a number from 1 to "
              + MOST
              + " nor as many names as that of tomcat and jetty, with commas between them");
    }
    return List.copyOf(makes);
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
