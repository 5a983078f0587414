package dev.coatcheck.testkit.server;

import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One real server in a process of its own, a Tomcat or a Jetty. It keeps its port from its first
 * start on, so that a node which was killed comes back where it was. The process does not outlive
 * the virtual machine that started it, nor (on systems with a shell) its being killed. Used by one
 * thread at a time.
 */
public abstract class ServerNode implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);

  /** Little memory and a quick start. */
  private static final List<String> OPTIONS =
      List.of("-Xmx128m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final String name;
  private final Path base;
  private final Thread atExit;
  private int port;
  private @Nullable Process process;
  private @Nullable Watchdog watchdog;
  private boolean exiting;

  /**
   * A node that does not run yet.
   *
   * @param name for people
   * @param base its own directory, with a directory {@code logs}
   */
  protected ServerNode(String name, Path base) {
    this.name = name;
    this.base = base;
    this.atExit = new Thread(this::endForGood, "coatcheck-" + name);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** What {@code java} gets, after a few options that save memory, to run it on a port. */
  protected abstract List<String> arguments(int port);

  /** Whether a file in {@code logs} belongs to its log. */
  protected abstract boolean isLog(String fileName);

  /** What {@link #close} deletes of its directory. */
  protected abstract List<String> deletedDirectories();

  /** What people call it. */
  public final String name() {
    return name;
  }

  /** Its own directory: what it has of its own, besides the distribution. */
  public final Path base() {
    return base;
  }

  /** Where it listens on 127.0.0.1; 0 before the first start. */
  public final int port() {
    return port;
  }

  /** The address of something on it. */
  public final URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The id of its process. */
  public final long pid() {
    return running().pid();
  }

  /** Whether its process lives. */
  public final synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /**
   * Starts it and waits until it answers, which it does when all its web applications are deployed.
   * A port that somebody else took in the meantime is replaced at the first start.
   *
   * @throws IllegalStateException when it runs already or does not come up; the text ends with the
   *     end of its log
   */
  public final ServerNode start() {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already");
    }
    boolean first = port == 0;
    for (int attempt = 1; ; attempt++) {
      port = first ? freePort() : port;
      Process started = launch();
      try {
        await(name)
            .atMost(START)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> !started.isAlive() || answers());
      } catch (ConditionTimeoutException tooSlow) {
        throw new IllegalStateException(
            name + " did not answer within " + START + ":\n" + endOfLog(), tooSlow);
      }
      if (started.isAlive()) {
        return this;
      }
      forget();
      if (attempt == 3 || !first || !log().contains("Address already in use")) {
        throw new IllegalStateException(name + " did not start:\n" + endOfLog());
      }
    }
  }

  /** Kills it as {@code kill -9} does: it has no time to save anything. */
  public final void kill() {
    Process victim = running().destroyForcibly();
    awaitEnd(victim);
    forget();
  }

  /**
   * Stops it as {@code kill} does, and the server's own script: applications are undeployed first.
   *
   * @throws IllegalStateException when it will not stop
   */
  public final void stop() {
    Process stopping = running();
    stopping.destroy();
    awaitEnd(stopping);
    forget();
  }

  /** Stops it and starts it again on the same port. */
  public final ServerNode restart() {
    stop();
    return start();
  }

  /** All that it logged since it was set up, except for requests. */
  public final String log() {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(base.resolve("logs"))) {
      for (Path file : files.filter(f -> isLog(f.getFileName().toString())).toList()) {
        log.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log.toString();
  }

  /** Kills it if it still runs and deletes its directory except for its logs. Idempotent. */
  @Override
  public final void close() {
    if (isRunning()) {
      kill();
    }
    forget();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return; // what is under way is the end
    }
    try {
      for (String directory : deletedDirectories()) {
        Directories.delete(base.resolve(directory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Process launch() {
    if (exiting) {
      throw new IllegalStateException(name + " is not started: this virtual machine is ending");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(arguments(port));
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(base.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(base.resolve("logs/console.log").toFile()))
              .start();
      process = started;
      watchdog = Watchdog.of(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + command.get(0), e);
    }
  }

  private boolean answers() {
    try {
      var connection = (HttpURLConnection) uri("/").toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status > 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void awaitEnd(Process ending) {
    boolean ended;
    try {
      ended = ending.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = false;
    }
    if (!ended) {
      ending.destroyForcibly();
      throw new IllegalStateException(name + " did not stop within " + STOP + "\n" + endOfLog());
    }
  }

  private synchronized void forget() {
    process = null;
    if (watchdog != null) {
      watchdog.close();
      watchdog = null;
    }
  }

  private synchronized void endForGood() {
    exiting = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private synchronized Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " does not run");
    }
    return process;
  }

  private String endOfLog() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /**
   * A port below those that outgoing connections get, so that it is still free when a killed node
   * comes back.
   */
  public static int freePort() {
    while (true) {
      int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
        return candidate;
      } catch (IOException taken) {
        // try another one
      }
    }
  }
}
