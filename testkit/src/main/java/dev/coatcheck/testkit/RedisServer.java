package dev.coatcheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server process on a free port of 127.0.0.1, in a directory of its own, without
 * persistence unless asked for. It can be stopped, killed, paused and started again on the same
 * port. {@link #close} leaves nothing behind; neither does the end of the JVM, nor (on systems with
 * a shell) its being killed. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";
  private static final String READY = "Ready to accept connections";

  private final RedisBinary binary;
  private final List<String> config;
  private final Path directory;
  private final Path log;
  private final Thread atExit = new Thread(this::end, "coatcheck-redis-server");
  private int port;
  private @Nullable Process process;
  private @Nullable Watchdog watchdog;

  private RedisServer(RedisBinary binary, List<String> config) {
    this.binary = binary;
    this.config = List.copyOf(config);
    try {
      directory = Files.createTempDirectory("coatcheck-redis-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for Redis", e);
    }
    log = directory.resolve("redis.log");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server.
   *
   * @param config further lines of its configuration, such as {@code requirepass secret}
   */
  public static RedisServer start(String... config) {
    return start(RedisBinary.chosen(), config);
  }

  /** Starts a server of a certain version. */
  public static RedisServer start(RedisBinary binary, String... config) {
    RedisServer server = new RedisServer(binary, List.of(config));
    boolean started = false;
    try {
      server.launch();
      started = true;
      return server;
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  public String host() {
    return HOST;
  }

  public synchronized int port() {
    return port;
  }

  /** Where it listens, as a {@code redis://} address without credentials. */
  public String uri() {
    return "redis://" + HOST + ":" + port();
  }

  /** Where it listens, with the credentials of one user. */
  public String uri(String user, String password) {
    return "redis://" + user + ":" + password + "@" + HOST + ":" + port();
  }

  /** The version of the server, such as {@code 6.2.11}. */
  public String version() {
    return binary.version();
  }

  /** A connection to look at what is in the server; close it. */
  public RedisProbe probe() {
    return RedisProbe.connect(HOST, port());
  }

  /** Ends the process in order. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    signal("CONT");
    process.destroy();
    await(process);
    forget();
  }

  /** Kills the process, as {@code kill -9} does. */
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      await(process);
      forget();
    }
  }

  /** Starts it again on the same port; stops it before when it runs. */
  public synchronized void restart() {
    stop();
    if (!launchedOn(port)) {
      throw new IllegalStateException("port " + port + " was taken while Redis was down");
    }
  }

  /** Freezes the process: connections are accepted by the kernel, nothing is answered. */
  public synchronized void pause() {
    signal("STOP");
  }

  /** Ends a {@link #pause}. */
  public synchronized void resume() {
    signal("CONT");
  }

  /** What the server has printed since it was first started. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** Kills the process and deletes its directory; idempotent. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending: the hook runs anyway
    }
  }

  private synchronized void end() {
    kill();
    RedisBinary.delete(directory);
  }

  private synchronized void launch() {
    for (int attempt = 0; attempt < 20; attempt++) {
      port = freePort();
      if (launchedOn(port)) {
        return;
      }
    }
    throw new IllegalStateException("no free port for Redis");
  }

  /** Answers false when somebody else was faster to take the port. */
  private boolean launchedOn(int port) {
    try {
      Files.write(directory.resolve("redis.conf"), lines(port), StandardCharsets.UTF_8);
      Files.writeString(log, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      process =
          new ProcessBuilder(binary.executable().toString(), "redis.conf")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      watchdog = Watchdog.of(process, directory);
      return awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + binary.executable(), e);
    }
  }

  private List<String> lines(int port) {
    List<String> lines =
        new ArrayList<>(
            List.of("bind " + HOST, "port " + port, "save \"\"", "appendonly no", "databases 4"));
    lines.addAll(config);
    return lines;
  }

  /** Waits for the server's own word, so that it works with passwords and TLS as well. */
  private boolean awaitReady(Process process) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String printed = log();
      if (printed.contains(READY)) {
        return true;
      }
      if (exited(process, Duration.ofMillis(20))) {
        forget();
        if (log().contains("Address already in use")) {
          return false;
        }
        throw new IllegalStateException("Redis ended at once: " + log());
      }
    }
    kill();
    throw new IllegalStateException("Redis was not ready after " + PATIENCE + ": " + log());
  }

  private void forget() {
    process = null;
    if (watchdog != null) {
      watchdog.close();
      watchdog = null;
    }
  }

  private void signal(String name) {
    if (process == null) {
      throw new IllegalStateException("Redis does not run");
    }
    try {
      Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
      await(kill);
      if (kill.exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " answered " + kill.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal Redis", e);
    }
  }

  private static void await(Process process) {
    if (!exited(process, PATIENCE)) {
      process.destroyForcibly();
      throw new IllegalStateException("process " + process.pid() + " does not end");
    }
  }

  private static boolean exited(Process process, Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Redis", e);
    }
  }

  /**
   * A port that is free and stays so while the server is down: below the range from which systems
   * take the ports of outgoing connections.
   */
  private static int freePort() {
    int candidate = anyPort();
    while (isTaken(candidate)) {
      candidate = anyPort();
    }
    return candidate;
  }

  private static int anyPort() {
    return ThreadLocalRandom.current().nextInt(15_000, 32_000);
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
