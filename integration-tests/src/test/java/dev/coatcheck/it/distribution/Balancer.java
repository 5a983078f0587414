package dev.coatcheck.it.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coatcheck.testkit.Watchdog;
import dev.coatcheck.testkit.server.Directories;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real balancer with one of the configurations in examples/balancers, of which nothing is changed
 * but addresses and the path of the health check. It needs no privileges, and its processes do not
 * outlive the virtual machine. Confined to one thread.
 */
abstract class Balancer implements AutoCloseable {

  static final String ROUND_ROBIN = "round-robin";
  static final String STICKY = "sticky-15-minutes";

  /** The cookie that binds a user to a node for a while. */
  static final String COOKIE = "routeid";

  /** What the examples have in the place of nodes. */
  private static final List<String> ADDRESSES =
      List.of("10.0.0.11:8080", "10.0.0.12:8080", "10.0.0.13:8080");

  private static final List<String> NAMES = List.of("a", "b", "c");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String program;
  private final String debianPackage;
  private Path directory;
  private List<ServerNode> nodes;
  private String configuration;
  private int port;
  private Process process;
  private Watchdog watchdog;

  /**
   * @param program the name of its executable
   * @param debianPackage that has it
   */
  Balancer(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** The path of an example of this kind, below examples/balancers. */
  abstract String example(String kind);

  /** The example with other addresses, except for those of nodes. */
  abstract String adapted(String example);

  /** What stands around the example where it is installed, which includes it. */
  abstract String surroundings(String example);

  /** What makes the program check its configuration. */
  abstract List<String> check();

  /** What runs the program in the foreground. */
  abstract List<String> run();

  /** Gives a node no new users. */
  abstract void drain(int node);

  /** Gives a node no requests, not even of users that are bound to it. */
  abstract void takeOut(int node);

  /** Skips the test where the program is missing. */
  final void assumeInstalled() {
    assumeTrue(
        installed(program) != null,
        () -> "no " + program + " on PATH or in /usr/sbin: install Debian's " + debianPackage);
    assumeTrue(installed("setsid") != null, "no setsid on PATH: install Debian's util-linux");
  }

  /** Starts it in front of three nodes, and waits until it listens. */
  final void start(String kind, List<ServerNode> behind) {
    nodes = behind;
    port = ServerNode.freePort();
    directory = nodes.get(0).base().resolveSibling(program + "-" + kind);
    try {
      Directories.delete(directory);
      Files.createDirectories(directory);
      String example = Files.readString(examples().resolve(example(kind)));
      configuration = adapted(example);
      for (int node = 0; node < nodes.size(); node++) {
        configuration = replaced(configuration, ADDRESSES.get(node), address(node));
      }
      write(configuration);
      Files.writeString(directory.resolve("main.conf"), surroundings(example));
      execute(check());
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException("could not set up " + program, e);
    }
    await(program).atMost(PATIENCE).until(() -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new IllegalStateException(program + " did not start:\n" + printed());
    }
  }

  /** Somebody who knows nothing but the balancer. */
  final Visitor visitor() {
    return new Visitor(List.of(uri()), host());
  }

  /** What visitors call it. */
  final String host() {
    return "fleet.example.org:" + port;
  }

  final URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  final int port() {
    return port;
  }

  /** What the example calls a node. */
  static String nameOf(int node) {
    return NAMES.get(node);
  }

  /** Where a node is, as it stands in the configuration. */
  final String address(int node) {
    return "127.0.0.1:" + nodes.get(node).port();
  }

  /** The example as it runs. */
  final String configuration() {
    return configuration;
  }

  /** Changes the example where it is installed; the program has yet to be told. */
  final void write(String changed) {
    try {
      Files.writeString(directory.resolve("nodes.conf"), changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final String toString() {
    return program;
  }

  /** The line that the examples' README has for Tomcat. */
  static String valveOfTheReadme() {
    try {
      return Files.readAllLines(examples().resolve("README.md")).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("<Valve "))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the README of the examples has no Valve"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path examples() {
    return Path.of(System.getProperty("it.examples"), "balancers");
  }

  /** A text in which something that must be there is replaced wherever it is. */
  static String replaced(String text, String old, String replacement) {
    if (!text.contains(old)) {
      throw new AssertionError("the example has no " + old);
    }
    return text.replace(old, replacement);
  }

  /** The example with a word behind the first line that begins with these words. */
  final String marked(String begin, String word) {
    Matcher line =
        Pattern.compile("(?m)^( *" + Pattern.quote(begin) + "\\b[^;\\n]*)(;?)$")
            .matcher(configuration);
    if (!line.find()) {
      throw new AssertionError("the example has no " + begin);
    }
    return line.replaceFirst("$1 " + word + "$2");
  }

  /** Runs the program once, which must succeed. */
  final void execute(List<String> arguments) {
    try {
      Path output = directory.resolve("once.txt");
      Process once = builder(arguments, output).start();
      if (!ended(once) || once.exitValue() != 0) {
        once.destroyForcibly();
        throw new AssertionError(program + arguments + ": " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + program, e);
    }
  }

  @Override
  public final void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    boolean inOrder = ended(process);
    process.destroyForcibly();
    process = null;
    watchdog.close();
    if (!inOrder) {
      throw new IllegalStateException(program + " does not stop:\n" + printed());
    }
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The leader of a process group, so that its helpers end with it, come what may. */
  private void launch() throws IOException {
    ProcessBuilder builder = builder(run(), directory.resolve("console.txt"));
    builder.command().add(0, installed("setsid").toString());
    process = builder.start();
    watchdog = Watchdog.ofGroup(process);
  }

  private ProcessBuilder builder(List<String> arguments, Path output) {
    List<String> command = new ArrayList<>(arguments);
    command.add(0, installed(program).toString());
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private String printed() {
    try {
      return Files.readString(directory.resolve("console.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Debian has such programs where only the administrator's PATH leads. */
  private static Path installed(String program) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
