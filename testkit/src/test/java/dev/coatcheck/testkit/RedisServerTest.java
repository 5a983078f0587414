package dev.coatcheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RedisServerTest {

  static List<RedisBinary> binaries() {
    return RedisBinary.all();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void answersAndTellsItsVersion(RedisBinary binary) {
    try (RedisServer server = RedisServer.start(binary);
        RedisProbe probe = server.probe()) {
      assertThat(probe.command("PING")).isEqualTo("PONG");
      assertThat(probe.info("server", "redis_version")).isEqualTo(server.version());
      assertThat(probe.command("CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
    }
  }

  @Test
  void embeddedOneIsAlwaysThere() {
    assertThat(RedisBinary.embedded().version()).startsWith("6.2.");
  }

  @Test
  void startsAgainOnTheSamePortAfterStopAndKill() {
    try (RedisServer server = RedisServer.start()) {
      int port = server.port();

      server.stop();
      assertThatThrownBy(server::probe).isInstanceOf(UncheckedIOException.class);
      server.restart();
      server.kill();
      assertThatThrownBy(server::probe).isInstanceOf(UncheckedIOException.class);
      server.restart();

      assertThat(server.port()).isEqualTo(port);
      try (RedisProbe probe = server.probe()) {
        assertThat(probe.command("PING")).isEqualTo("PONG");
      }
    }
  }

  @Test
  void answersNothingWhilePaused() throws Exception {
    try (RedisServer server = RedisServer.start();
        RedisProbe probe = server.probe()) {
      server.pause();
      CompletableFuture<Object> reply = CompletableFuture.supplyAsync(() -> probe.command("PING"));
      assertThatThrownBy(() -> reply.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);

      server.resume();

      assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("PONG");
    }
  }

  @Test
  void takesFurtherConfiguration() {
    try (RedisServer server = RedisServer.start("requirepass secret");
        RedisProbe probe = server.probe()) {
      assertThatThrownBy(() -> probe.command("GET", "a")).hasMessageContaining("NOAUTH");
      assertThat(probe.command("AUTH", "secret")).isEqualTo("OK");
    }
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration() {
    assertThatThrownBy(() -> RedisServer.start("no-such-directive yes"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no-such-directive");
  }

  @Test
  void closedWhilePausedLeavesNoProcessAndNoFile() {
    RedisServer server = RedisServer.start();
    long pid;
    Path directory;
    try (RedisProbe probe = server.probe()) {
      pid = Long.parseLong(probe.info("server", "process_id"));
      directory = Path.of(String.valueOf(((List<?>) probe.command("CONFIG", "GET", "dir")).get(1)));
      assertThat(directory).exists();
    }
    server.pause();

    server.close();
    server.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  /** A JVM that is killed cannot clean up; the shell that watches it does. */
  @Test
  void killedJvmLeavesNoProcessAndNoFile() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Starter.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] told = jvm.inputReader().readLine().split(" ");
    int port = Integer.parseInt(told[0]);
    Path directory = Path.of(told[1]);
    assertThat(directory).exists();

    jvm.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThatThrownBy(() -> RedisProbe.connect("127.0.0.1", port))
                  .isInstanceOf(UncheckedIOException.class);
              assertThat(directory).doesNotExist();
            });
  }

  /** Starts a server, tells where it is, and waits to be killed. */
  static final class Starter {
    public static void main(String[] args) throws Exception {
      RedisServer server = RedisServer.start();
      try (RedisProbe probe = server.probe()) {
        Object directory = ((List<?>) probe.command("CONFIG", "GET", "dir")).get(1);
        System.out.println(server.port() + " " + directory);
      }
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }
}
