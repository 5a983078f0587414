package dev.coatcheck.flashsale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demo was asked to do, by system properties.
 *
 * @param tomcat directory of an unpacked Tomcat
 * @param jar what goes into its lib
 * @param jetty directory of an unpacked Jetty
 * @param archive what is unpacked into a Jetty's base
 * @param wars the shop's releases, the first one first
 * @param work directory for the nodes
 * @param port where the browser looks
 * @param nodes number of servers to begin with: two Tomcats and a Jetty, and so on
 * @param users number of shoppers
 * @param stretch how long the sale simply goes on between two events
 * @param modes what is run, one after the other
 * @param page whether everything stays up for the page
 * @param script whether the story is told, which it is unless somebody wants to lead at the page
 * @param instances sizes of a fleet of many Tomcats in few virtual machines, which replaces all
 *     else; empty unless asked for
 * @param docs the page of the documentation that gets the numbers, if one does
 */
record Settings(
    Path tomcat,
    Path jar,
    Path jetty,
    Path archive,
    List<Path> wars,
    Path work,
    int port,
    int nodes,
    int users,
    Duration stretch,
    List<Mode> modes,
    boolean page,
    boolean script,
    List<Integer> instances,
    Optional<Path> docs) {

  static final int FIRST_RELEASE = 1;

  /** How many servers one machine is asked to run. */
  static final int MOST_NODES = 12;

  private static final int MOST_USERS = 5_000;
  private static final int MOST_INSTANCES = 200;
  private static final List<Integer> FLEETS_OF_THE_STORY = List.of(10, 30, 50);

  Settings {
    wars = List.copyOf(wars);
    modes = List.copyOf(modes);
    instances = List.copyOf(instances);
  }

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
            List.of(
                path(properties, "demo.war", problems),
                path(properties, "demo.war.next", problems)),
            Path.of(properties.getProperty("demo.work", "target/demo")),
            number(properties, "demo.port", 8080, 1, 65_535, problems),
            number(properties, "demo.nodes", 3, 2, MOST_NODES, problems),
            number(properties, "demo.users", 300, 1, MOST_USERS, problems),
            Duration.ofSeconds(number(properties, "demo.stretch", 5, 1, 3_600, problems)),
            modes(properties.getProperty("demo.modes", "coatcheck,memory"), problems),
            is(properties, "demo.page"),
            is(properties, "demo.script") || !is(properties, "demo.page"),
            instances(properties.getProperty("demo.instances", "false"), problems),
            is(properties, "docs.write")
                ? Optional.of(path(properties, "demo.docs", problems))
                : Optional.empty());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return settings;
  }

  /** The shop in one of its releases. */
  Path war(int release) {
    return wars.get(release - FIRST_RELEASE);
  }

  /** The release that replaces this one; the first one comes after the last. */
  int releaseAfter(int release) {
    return FIRST_RELEASE + (release - FIRST_RELEASE + 1) % wars.size();
  }

  /** Where the directories of servers are. */
  Path directory(Mode mode, int release) {
    return work.resolve(mode.word()).resolve("release-" + release);
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

  private static List<Mode> modes(String text, List<String> problems) {
    List<Optional<Mode>> modes =
        Arrays.stream(text.split(",", -1)).map(word -> Mode.called(word.strip())).toList();
    if (modes.contains(Optional.<Mode>empty())) {
      problems.add("demo.modes: \"" + text + "\" is neither coatcheck nor memory nor both");
    }
    return modes.stream().flatMap(Optional::stream).distinct().toList();
  }

  /** {@code -Ddemo.instances} is enough, of which Maven makes "true". */
  private static List<Integer> instances(String text, List<String> problems) {
    if (text.equals("false")) {
      return List.of();
    }
    if (text.isEmpty() || text.equals("true")) {
      return FLEETS_OF_THE_STORY;
    }
    List<Integer> sizes = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      int size = word.strip().matches("[0-9]{1,6}") ? Integer.parseInt(word.strip()) : -1;
      if (size <= (sizes.isEmpty() ? 0 : sizes.get(sizes.size() - 1)) || size > MOST_INSTANCES) {
        problems.add(
            "demo.instances: \""
                + text
                + "\" is no list of growing numbers from 1 to "
                + MOST_INSTANCES
                + ", with commas between them");
        return List.of();
      }
      sizes.add(size);
    }
    if (sizes.size() < 2) {
      problems.add(
          "demo.instances: \"" + text + "\" is one size only; name two or more, such as 2,4");
    }
    return sizes;
  }

  private static int number(
      Properties properties,
      String name,
      int byDefault,
      int least,
      int most,
      List<String> problems) {
    String text = properties.getProperty(name, String.valueOf(byDefault));
    int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      problems.add(name + ": \"" + text + "\" is not a number from " + least + " to " + most);
    }
    return number;
  }

  /** True when it is there, be it empty: {@code -Ddemo.page} is enough. */
  private static boolean is(Properties properties, String name) {
    return !properties.getProperty(name, "false").equals("false");
  }
}
