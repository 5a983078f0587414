package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coatcheck.codec.InstalledJava;
import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.server.Directories;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the quick starts tell a newcomer to type is typed: two nodes of a distribution, started by
 * its own scripts, share a cart. Only ports, the address of Redis and the directory of the trial
 * differ from the page. Each is tried on each Java that is installed.
 */
@Tag("full")
class QuickstartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @AutoClose private final RedisServer redis = RedisServer.start();
  private final String first = String.valueOf(ServerNode.freePort());
  private final String second = String.valueOf(ServerNode.freePort());
  private final Path trial = Installation.target().resolve("quickstart").toAbsolutePath();

  static Collection<InstalledJava> javas() {
    return InstalledJava.all();
  }

  @BeforeEach
  void aShellIsHere() throws IOException {
    Directories.delete(trial);
    Files.createDirectories(trial);
    for (String program : List.of("sh", "sed", "curl")) {
      assumeTrue(isInstalled(program), "install " + program + " to try the quick starts");
    }
  }

  @AfterEach
  void endWhatStillRuns() throws IOException {
    nodes().forEach(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @MethodSource("javas")
  void twoTomcatsShareACart(InstalledJava java) throws IOException, InterruptedException {
    assertThatTheTrialWorks("tomcat", java);
  }

  @ParameterizedTest
  @MethodSource("javas")
  void twoJettysShareACart(InstalledJava java) throws IOException, InterruptedException {
    assertThatTheTrialWorks("jetty", java);
  }

  @ParameterizedTest
  @MethodSource("javas")
  void twoCopiesOfAWarWithTheFilterShareACart(InstalledJava java)
      throws IOException, InterruptedException {
    assertThatTheTrialWorks("filter", java);
  }

  private void assertThatTheTrialWorks(String name, InstalledJava java)
      throws IOException, InterruptedException {
    Path jar = java.home().resolve("bin/jar");
    assumeTrue(Files.isExecutable(jar), "the pages need a JDK, and there is no " + jar);
    Page page = Page.of("docs/quickstart-" + name + ".md");
    List<String> commands = page.section("Two .+ on this machine").blocks("sh");
    assertThat(commands).as("set up and start, ask, stop").hasSize(3);

    type(name, java, commands.get(0));
    String cart = type(name, java, commands.get(1));
    List<ProcessHandle> nodes = nodes();

    assertThat(cart).contains("data-article=\"hat\" data-quantity=\"1\"");
    assertThat(nodes).hasSize(2);
    String line = here(name, page.block("text", "Sessions opened").strip());
    assertThat(log())
        .containsPattern(
            Pattern.quote(line.replace(", …", ","))
                .replaceFirst("node=\\w+", "node=\\\\E\\\\w+\\\\Q"));
    assertThat(redis.probe().keys("cc:shop:*:s:*")).hasSize(1);

    type(name, java, commands.get(2));
    await().atMost(PATIENCE).until(() -> nodes.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** What a shell in the repository's root answers to commands of a page. */
  private String type(String name, InstalledJava java, String commands)
      throws IOException, InterruptedException {
    Path output = trial.resolve("output.txt");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-eu", "-c", here(name, commands))
            .directory(Page.REPOSITORY.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    shell.environment().keySet().removeIf(key -> key.matches("(CATALINA|COATCHECK|JETTY).*"));
    shell.environment().put("CATALINA_HOME", System.getProperty("it.tomcat10"));
    shell.environment().put("JETTY_HOME", System.getProperty("it.jetty12.0"));
    shell.environment().put("JAVA_HOME", java.home().toString());
    shell.environment().put("JDK_JAVA_OPTIONS", "-Xmx128m -XX:TieredStopAtLevel=1");
    shell.environment().put("COATCHECK_REQUEST_TIMEOUT", "30s"); // for a slow machine
    shell.environment().merge("PATH", java.home() + "/bin", (path, bin) -> bin + ":" + path);
    Process running = shell.start();
    running.getOutputStream().close();
    boolean ended = running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    running.destroyForcibly();

    String said = Files.readString(output);
    assertThat(ended && running.exitValue() == 0)
        .as("%s\nanswered:\n%s\nand the log is:\n%s", commands, said, log())
        .isTrue();
    return said;
  }

  private String here(String name, String text) {
    return text.replace("8081", first)
        .replace("8082", second)
        .replace("redis://127.0.0.1:6379", redis.uri())
        .replace("target/try-" + name, Page.REPOSITORY.relativize(trial).toString());
  }

  private List<ProcessHandle> nodes() throws IOException {
    return files("pid")
        .map(file -> ProcessHandle.of(Long.parseLong(read(file).strip())))
        .flatMap(Optional::stream)
        .toList();
  }

  private String log() throws IOException {
    return files("catalina.out|log.txt").map(QuickstartIT::read).reduce("", String::concat);
  }

  private Stream<Path> files(String name) throws IOException {
    try (Stream<Path> all = Files.walk(trial)) {
      return all.filter(file -> file.getFileName().toString().matches(name)).toList().stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
