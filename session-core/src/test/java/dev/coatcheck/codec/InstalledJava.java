package dev.coatcheck.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Java that is installed on this machine.
 *
 * @param version the feature version, such as 17
 */
public record InstalledJava(int version, Path home) {

  private static final long PATIENCE_SECONDS = 120;
  private static final Set<Integer> SUPPORTED = Set.of(17, 21, 25);

  /** Where installers put them. */
  private static final List<String> COMMON_PLACES =
      List.of(
          "/usr/lib/jvm",
          "/usr/lib64/jvm",
          "/usr/java",
          "/opt",
          "/opt/java",
          "/opt/hostedtoolcache",
          "/Library/Java/JavaVirtualMachines",
          "C:/Program Files/Java",
          "C:/Program Files/Eclipse Adoptium");

  private static final List<String> PLACES_OF_THE_USER =
      List.of(".sdkman/candidates/java", ".jdks", ".jabba/jdk", ".asdf/installs/java");

  /**
   * The one that runs this, and one for each other long-term version that can be found: named by an
   * environment variable such as {@code JAVA_HOME_21_X64}, next to the running one, or in one of
   * the usual places.
   */
  public static Collection<InstalledJava> all() {
    Path running = Path.of(System.getProperty("java.home"));
    Map<Integer, InstalledJava> found = new TreeMap<>();
    found.put(Runtime.version().feature(), new InstalledJava(Runtime.version().feature(), running));
    for (Path home : candidates(running)) {
      int version = versionOf(home);
      if (SUPPORTED.contains(version)) {
        found.putIfAbsent(version, new InstalledJava(version, home));
      }
    }
    return found.values();
  }

  /**
   * Runs a class in each Java, all at once, and waits for the ends.
   *
   * @param directory for what they say
   */
  static void runAll(Class<?> main, Path directory, Function<InstalledJava, List<String>> arguments)
      throws IOException, InterruptedException {
    Map<Path, Process> processes = new LinkedHashMap<>();
    try {
      for (InstalledJava java : all()) {
        Path output = directory.resolve(java + ".out");
        processes.put(output, java.start(main, arguments.apply(java), output));
      }
      for (Map.Entry<Path, Process> entry : processes.entrySet()) {
        Process process = entry.getValue();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
          throw new AssertionError(
              (ended ? "a process failed: " : "a process did not end in time: ")
                  + Files.readString(entry.getKey()));
        }
      }
    } finally {
      processes.values().forEach(Process::destroyForcibly);
    }
  }

  private Process start(Class<?> main, List<String> arguments, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launcherIn(home).toString());
    command.add("-Xmx256m");
    for (String property : List.of("user.language", "user.timezone")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return builder.start();
  }

  @Override
  public String toString() {
    return String.valueOf(version);
  }

  private static List<Path> candidates(Path running) {
    List<Path> homes = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("(JAVA|JDK)(_HOME.*|_?\\d.*)")) {
                homes.add(Path.of(value));
              }
            });
    try {
      addChildren(homes, running.toRealPath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    COMMON_PLACES.forEach(place -> addChildren(homes, Path.of(place)));
    Path user = Path.of(System.getProperty("user.home"));
    PLACES_OF_THE_USER.forEach(place -> addChildren(homes, user.resolve(place)));
    return homes;
  }

  /** Each directory, and the home that macOS keeps within it. */
  private static void addChildren(List<Path> homes, Path directory) {
    if (directory == null || !Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> children = Files.list(directory)) {
      children
          .sorted()
          .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")))
          .forEach(homes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the file that each Java has in its home; 0 when it is none. */
  private static int versionOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(launcherIn(home))) {
      return 0;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty() ? 0 : Integer.parseInt(version.split("[^0-9]", 2)[0]);
  }

  private static Path launcherIn(Path home) {
    Path bin = home.resolve("bin");
    Path launcher = bin.resolve("java.exe");
    return Files.exists(launcher) ? launcher : bin.resolve("java");
  }
}
