package dev.coatcheck.testkit.tomcat;

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
import org.jspecify.annotations.Nullable;

/**
 * One real Tomcat in a process of its own. It keeps its port from its first start on, so that a
 * node which was killed comes back where it was. The process does not outlive the virtual machine
 * that started it, nor (on systems with a shell) its being killed. Used by one thread at a time.
 */
public final class TomcatNode implements AutoCloseable {

  /** Name of the system property from which server.xml takes the port. */
  static final String PORT = "testkit.tomcat.port";

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(60);

  /** What the distribution's catalina.sh passes, and little memory. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx128m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
          // a port that was taken ends the process, instead of leaving a Tomcat that listens
          // nowhere
          "-Dorg.apache.catalina.startup.EXIT_ON_INIT_FAILURE=true");

  private final String name;
  private final TomcatDistribution distribution;
  private final Path base;
  private final List<String> jvmOptions;
  private final Thread atExit = new Thread(this::endForGood, "coatcheck-tomcat-node");
  private int port;
  private @Nullable Process process;
  private @Nullable Watchdog watchdog;
  private boolean exiting;

  TomcatNode(String name, TomcatDistribution distribution, Path base, List<String> jvmOptions) {
    this.name = name;
    this.distribution = distribution;
    this.base = base;
    this.jvmOptions = jvmOptions;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** Its {@code $CATALINA_BASE}. */
  public Path base() {
    return base;
  }

  /** Where it listens on 127.0.0.1; 0 before the first start. */
  public int port() {
    return port;
  }

  /** The address of something on it. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The id of its process. */
  public long pid() {
    return running().pid();
  }

  /** Whether its process lives. */
  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /**
   * Starts it and waits until it answers, which it does when all its web applications are deployed.
   * A port that somebody else took in the meantime is replaced at the first start.
   *
   * @throws IllegalStateException when it runs already or does not come up; the text ends with the
   *     end of its log
   */
  public TomcatNode start() {
    if (isRunning()) {
      throw new IllegalStateException(name + " runs already");
    }
    boolean first = port == 0;
    for (int attempt = 1; ; attempt++) {
      port = first ? freePort() : port;
      Process started = launch();
      await(name)
          .atMost(START)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !started.isAlive() || answers());
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
  public void kill() {
    Process victim = running().destroyForcibly();
    awaitEnd(victim);
    forget();
  }

  /**
   * Stops it as {@code kill} does, and {@code catalina.sh stop}: applications are undeployed first.
   *
   * @throws IllegalStateException when it will not stop
   */
  public void stop() {
    Process stopping = running();
    stopping.destroy();
    awaitEnd(stopping);
    forget();
  }

  /** Stops it and starts it again on the same port. */
  public TomcatNode restart() {
    stop();
    return start();
  }

  /** All that it logged since it was set up, except for requests. */
  public String log() {
    StringBuilder log = new StringBuilder();
    try (Stream<Path> files = Files.list(base.resolve("logs"))) {
      // catalina.*.log repeats the console
      for (Path file :
          files.filter(f -> f.getFileName().toString().matches("(?!catalina).*\\.log")).toList()) {
        log.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log.toString();
  }

  /** Kills it if it still runs and deletes its directory except for its logs. Idempotent. */
  @Override
  public void close() {
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
      for (String directory : List.of("conf", "lib", "temp", "webapps", "webapps-javaee", "work")) {
        Directories.delete(base.resolve(directory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    Path home = distribution.home();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
    command.add("-Dcatalina.home=" + home);
    command.add("-Dcatalina.base=" + base);
    command.add("-Djava.io.tmpdir=" + base.resolve("temp"));
    command.add("-D" + PORT + "=" + port);
    command.addAll(jvmOptions);
    command.add("-classpath");
    command.add(
        String.join(
            System.getProperty("path.separator"),
            home.resolve("bin/bootstrap.jar").toString(),
            home.resolve("bin/tomcat-juli.jar").toString()));
    command.add("org.apache.catalina.startup.Bootstrap");
    command.add("start");
    return run(command);
  }

  private synchronized Process run(List<String> command) {
    if (exiting) {
      throw new IllegalStateException(name + " is not started: this virtual machine is ending");
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(base.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
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

  private Path console() {
    return base.resolve("logs").resolve("console.log");
  }

  private String endOfLog() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  /**
   * A port below those that outgoing connections get, so that it is still free when a killed node
   * comes back.
   */
  private static int freePort() {
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
