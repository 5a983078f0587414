package dev.coatcheck.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server program that can run here: one found on PATH, or the one that the embedded-redis
 * artifact carries. Immutable.
 *
 * <p>Tests run on the first that {@link #chosen} finds; the system property {@code testkit.redis}
 * (or the environment variable {@code TESTKIT_REDIS}) says otherwise: {@code embedded}, {@code
 * path}, or the program's absolute path.
 *
 * @param executable the program
 * @param version as the program tells it, such as {@code 7.0.15}
 */
public record RedisBinary(Path executable, String version) {

  private static final Logger LOG = System.getLogger("dev.coatcheck.testkit");
  private static final String PROPERTY = "testkit.redis";
  private static final String VARIABLE = "TESTKIT_REDIS";
  private static final Pattern VERSION = Pattern.compile("v=(\\d+\\.\\d+\\.\\d+)");

  /** The program that tests use unless they ask for a special one. */
  public static RedisBinary chosen() {
    return Chosen.BINARY;
  }

  /** The program within the embedded-redis artifact: Redis 6.2. */
  public static RedisBinary embedded() {
    return Embedded.BINARY;
  }

  /** The first {@code redis-server} on PATH, or null when there is none. */
  public static @Nullable RedisBinary onPath() {
    String path = System.getenv("PATH");
    if (path == null) {
      return null;
    }
    for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path program = Path.of(directory, "redis-server");
      if (!directory.isEmpty() && Files.isExecutable(program)) {
        return of(program);
      }
    }
    return null;
  }

  /**
   * All programs that a test of differences between versions can run: the chosen one and, when that
   * is another one and nothing special was asked for, the embedded one.
   */
  public static List<RedisBinary> all() {
    List<RedisBinary> all = new ArrayList<>(List.of(chosen()));
    if (wanted() == null && !all.contains(embedded())) {
      all.add(embedded());
    }
    return all;
  }

  private static RedisBinary of(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      Matcher matcher = VERSION.matcher(new String(output, StandardCharsets.UTF_8));
      if (!matcher.find()) {
        throw new IllegalStateException(
            program + " does not run here: " + new String(output, StandardCharsets.UTF_8));
      }
      return new RedisBinary(program, matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + program, e);
    }
  }

  private static @Nullable String wanted() {
    String wanted = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return wanted == null || wanted.isBlank() ? null : wanted;
  }

  /** Decides once, and tells once, what the tests of this JVM run on. */
  private static final class Chosen {
    static final RedisBinary BINARY = choose();

    private static RedisBinary choose() {
      RedisBinary binary = choose(wanted());
      LOG.log(Level.INFO, "Redis {0} from {1}", binary.version, binary.executable);
      return binary;
    }

    private static RedisBinary choose(@Nullable String wanted) {
      if ("embedded".equals(wanted)) {
        return embedded();
      }
      if (wanted != null && !wanted.equals("path")) {
        return of(Path.of(wanted));
      }
      RedisBinary found = onPath();
      if (found == null && wanted != null) {
        throw new IllegalStateException(PROPERTY + "=path, but no redis-server is on PATH");
      }
      return found == null ? embedded() : found;
    }
  }

  /** Unpacks the artifact's program once, and takes it away when the JVM ends. */
  private static final class Embedded {
    static final RedisBinary BINARY = of(unpack());

    private static Path unpack() {
      String resource = "/" + resource();
      try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalStateException("the embedded-redis artifact has no " + resource);
        }
        Path directory = Files.createTempDirectory("coatcheck-redis-binary-");
        Path program = directory.resolve("redis-server");
        Watchdog watchdog = Watchdog.of(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory, watchdog)));
        Files.copy(in, program);
        if (!program.toFile().setExecutable(true)) {
          throw new IllegalStateException("cannot make " + program + " executable");
        }
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack " + resource, e);
      }
    }

    private static void end(Path directory, Watchdog watchdog) {
      delete(directory);
      watchdog.close();
    }

    private static String resource() {
      String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
      boolean arm = processor.equals("aarch64") || processor.equals("arm64");
      if (system.contains("linux")) {
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
      }
      if (system.contains("mac")) {
        return arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
      }
      throw new IllegalStateException(
          "no Redis for " + system + " " + processor + "; put a redis-server on PATH");
    }
  }

  /** Deletes a directory with all that is in it, as far as that works. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.DEBUG, "cannot delete " + directory, e);
    }
  }
}
