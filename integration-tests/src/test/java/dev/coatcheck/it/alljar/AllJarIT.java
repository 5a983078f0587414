package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coatcheck.it.alljar.AllJar.Output;
import dev.coatcheck.testkit.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the jar works there: in a JVM with nothing else. */
class AllJarIT {

  private static RedisServer redis;

  @TempDir Path directory;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @Test
  void clientTalksToRedisThroughJavasOwnSockets() throws Exception {
    Output output = AllJar.run(directory, List.of(), "UseRedis", redis.uri(), "NIO");

    assertThat(output.out()).as(output.err()).isEqualTo("NIO keeps [hat, coat]\n");
  }

  @Test
  void clientTalksToRedisThroughTheSystemsSockets() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "epoll is Linux's");

    Output output = AllJar.run(directory, List.of(), "UseRedis", redis.uri(), "EPOLL");

    assertThat(output.out()).as(output.err()).isEqualTo("EPOLL keeps [hat, coat]\n");
  }

  @Test
  void clientLogsToTheHostsLog() throws Exception {
    Output output = AllJar.run(directory, List.of(), "UseRedis", redis.uri(), "NIO");

    assertThat(output.err())
        .contains("INFO: 1 connections initialized for")
        .contains("dev.coatcheck.shaded.org.redisson.connection.")
        .doesNotContain("SLF4J", "WARN");
  }
}
