package dev.coatcheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisLinkTest {

  private static RedisServer server;
  private RedisLink link;

  @BeforeAll
  static void startRedis() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    server.close();
  }

  @BeforeEach
  void open() {
    link = RedisLink.to(URI.create(server.uri()));
  }

  @AfterEach
  void close() {
    link.close();
  }

  @Test
  void eachCommandIsRecordedBeforeItsReply() {
    try (RedisProbe probe = probe()) {
      probe.command("SET", "k", "v");
      assertThat(link.commands()).containsExactly(new RedisCommand("SET", List.of("k", "v")));
      assertThat(probe.command("get", "k")).isEqualTo("v");
      assertThat(link.commands()).extracting(RedisCommand::name).containsExactly("SET", "GET");
    }
  }

  @Test
  void binaryEmptyAndLongArgumentsDoNotConfuseTheCount() {
    try (RedisProbe probe = probe()) {
      probe.command("SET", "k", "*3\r\n$3\r\nSET\r\n".getBytes(StandardCharsets.UTF_8));
      probe.command("SET", "k", "");
      probe.command("SET", "k", "x".repeat(100_000));
      assertThat(probe.number("STRLEN", "k")).isEqualTo(100_000);
    }

    assertThat(link.commands())
        .extracting(RedisCommand::name)
        .containsExactly("SET", "SET", "SET", "STRLEN");
    assertThat(link.commands().get(2).arguments().get(1)).hasSize(200);
  }

  @Test
  void commandsAreReadHoweverTheyAreCutIntoPieces() {
    byte[] bytes =
        "*2\r\n$3\r\nGET\r\n$1\r\nk\r\nPING\r\n*1\r\n$4\r\nping\r\n*2\r\n$4\r\nECHO\r\n$0\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);

    for (int size = 1; size <= bytes.length; size++) {
      List<RedisCommand> read = new ArrayList<>();
      RespReader reader = new RespReader(read::add);
      for (int from = 0; from < bytes.length; from += size) {
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
        reader.read(piece, piece.length);
      }

      assertThat(read)
          .containsExactly(
              new RedisCommand("GET", List.of("k")),
              new RedisCommand("PING", List.of()),
              new RedisCommand("PING", List.of()),
              new RedisCommand("ECHO", List.of("")));
    }
  }

  @Test
  void aClientsHousekeepingIsToldFromItsRequests() {
    try (RedisProbe probe = probe()) {
      probe.command("PING");
      probe.command("CLIENT", "SETNAME", "probe");
      probe.command("SCRIPT", "LOAD", "return 1");
      probe.command("EVAL", "return 1", 0);
    }

    assertThat(link.commandsOfRequests()).extracting(RedisCommand::name).containsExactly("EVAL");
    link.forget();
    assertThat(link.commands()).isEmpty();
  }

  @Test
  void nobodyElseGetsThePortWhileItRefuses() throws IOException {
    link.refuse();

    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false); // as the system does that draws a port
      InetSocketAddress port = new InetSocketAddress("127.0.0.1", link.uri().getPort());
      assertThatThrownBy(() -> other.bind(port)).isInstanceOf(BindException.class);
    }
    link.restore();
  }

  @Test
  void aLinkThatRefusesEndsConnectionsAndTakesNone() {
    try (RedisProbe probe = probe()) {
      probe.command("PING");

      link.refuse();

      assertThatThrownBy(() -> probe.command("PING")).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(this::probe).isInstanceOf(UncheckedIOException.class);
    }

    link.restore();
    try (RedisProbe probe = probe()) {
      assertThat(probe.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void aFrozenLinkSaysNothingUntilItIsRestored() {
    try (RedisProbe probe = probe()) {
      probe.command("SET", "k", "before");
      link.freeze();
      CompletableFuture<Object> reply =
          CompletableFuture.supplyAsync(() -> probe.command("SET", "k", "after"));
      try (RedisProbe direct = server.probe()) {
        assertThat(direct.command("GET", "k")).isEqualTo("before");
      }
      assertThat(reply).isNotDone();

      link.restore();

      assertThat(reply.join()).isEqualTo("OK");
    }
  }

  @Test
  void aSlowLinkDeliversLater() {
    try (RedisProbe probe = probe()) {
      link.delay(Duration.ofMillis(50));
      long start = System.nanoTime();

      assertThat(probe.command("PING")).isEqualTo("PONG");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
    }
  }

  @Test
  void aCutLinkTakesNewConnections() {
    try (RedisProbe probe = probe()) {
      probe.command("PING");

      link.cut();

      assertThatThrownBy(() -> probe.command("PING")).isInstanceOf(UncheckedIOException.class);
    }
    try (RedisProbe probe = probe()) {
      assertThat(probe.command("PING")).isEqualTo("PONG");
    }
  }

  private RedisProbe probe() {
    return RedisProbe.connect(link.uri().getHost(), link.uri().getPort());
  }
}
