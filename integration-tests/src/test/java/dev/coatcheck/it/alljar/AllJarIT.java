package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coatcheck.it.alljar.AllJar.Output;
import dev.coatcheck.testkit.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jar works there: in a JVM with nothing else. */
class AllJarIT {

  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");
  private static final String HANDED_OVER = "handed over [hat, coat] true\n";

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
    Output output = AllJar.run(AllJar.path(), directory, List.of(), "UseRedis", redis.uri(), "NIO");

    assertThat(output.out()).as(output.err()).isEqualTo("NIO keeps [hat, coat]\n");
  }

  @Test
  void clientTalksToRedisThroughTheSystemsSockets() throws Exception {
    assumeTrue(LINUX, "epoll is Linux's");

    Output output =
        AllJar.run(AllJar.path(), directory, List.of(), "UseRedis", redis.uri(), "EPOLL");

    assertThat(output.out()).as(output.err()).isEqualTo("EPOLL keeps [hat, coat]\n");
  }

  @Test
  void clientLogsToTheHostsLog() throws Exception {
    Output output = AllJar.run(AllJar.path(), directory, List.of(), "UseRedis", redis.uri(), "NIO");

    assertThat(output.err())
        .contains("INFO: 1 connections initialized for")
        .contains("dev.coatcheck.shaded.org.redisson.connection.")
        .doesNotContain("SLF4J", "WARN");
  }

  @ParameterizedTest
  @MethodSource
  void theOtherJarsWorkAsWell(Path jar) throws Exception {
    Output output = AllJar.run(jar, directory, List.of(), "HandOver", redis.uri());

    assertThat(output.out()).as(output.err()).isEqualTo(HANDED_OVER);
  }

  static Stream<Path> theOtherJarsWorkAsWell() {
    return Stream.of(AllJar.javax(), AllJar.filter(), AllJar.javaxFilter());
  }

  @Test
  void sessionIsHandedOverByTheSystemsSockets() throws Exception {
    assumeTrue(LINUX, "epoll is Linux's");

    assertThat(classesLoadedToHandOver())
        .contains("netty.channel.epoll.EpollIoHandler ")
        .doesNotContain("netty.channel.nio.NioIoHandler ");
  }

  @Test
  void sessionIsHandedOverByJavasSocketsWhereTheSystemsCannotBeUsed() throws Exception {
    assertThat(classesLoadedToHandOver("-Ddev.coatcheck.shaded.io.netty.native.workdir=/dev/null"))
        .contains("netty.channel.nio.NioIoHandler ")
        .doesNotContain("netty.channel.epoll.EpollIoHandler ");
  }

  @Test
  void redissonFileNamesItsClassesAsRedissonsDocumentationDoes() throws Exception {
    Path file = directory.resolve("redisson.yaml");
    Files.writeString(
        file,
        """
        singleServerConfig:
          address: "REDIS"
          retryDelay: !<org.redisson.config.ConstantDelay> {delay: PT0.2S}
          reconnectionDelay: !<org.redisson.config.EqualJitterDelay> {baseDelay: PT0.1S, maxDelay: PT10S}
        codec: !<org.redisson.codec.Kryo5Codec> {}
        """
            .replace("REDIS", redis.uri()));

    Output output = AllJar.run(AllJar.path(), directory, List.of(), "HandOver", "file:" + file);

    assertThat(output.out()).as(output.err()).isEqualTo(HANDED_OVER);
  }

  private String classesLoadedToHandOver(String... jvmOptions) throws Exception {
    Path classes = directory.resolve("classes");
    List<String> options = new ArrayList<>(List.of(jvmOptions));
    options.add("-Xlog:class+load:file=" + classes);

    Output output = AllJar.run(AllJar.path(), directory, options, "HandOver", redis.uri());

    assertThat(output.out()).as(output.err()).isEqualTo(HANDED_OVER);
    return Files.readString(classes);
  }
}
