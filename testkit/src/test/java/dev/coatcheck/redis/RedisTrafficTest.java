package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.loaded;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisCommand;
import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, seen from outside. */
final class RedisTrafficTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final RedisServer SERVER = RedisServer.start();

  private final RedisLink link = RedisLink.to(URI.create(SERVER.uri()));
  private final RedisConnection connection =
      RedisConnection.open(RedisOptions.server(link.uri().toString()));
  private final AtomicInteger told = new AtomicInteger();
  private final SessionStore store =
      connection.sessionStore(
          StoreOptions.of("cc", "traffic", "node1")
              .withTouchInterval(Duration.ofMinutes(1))
              .withOnCommand(told::incrementAndGet));

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Every script has been seen, every class loaded. */
  @BeforeEach
  void warmUp() {
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR);
    load(store, id);
    committed(store.commit(id, version, puts("a", "1"), deadline()));
    SessionId to = idAfter(store, id);
    store.changeId(id, to.value(), version, deadline());
    store.invalidate(to, deadline());
    store.sweep(1, deadline());
    forget();
  }

  @AfterEach
  void close() {
    connection.close();
    link.close();
  }

  @Test
  void eachCallIsOneCommand() {
    SessionId id = id();

    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    assertSent("EVALSHA");
    load(store, id);
    assertSent("EVALSHA");
    store.read(id, version, deadline());
    assertSent("EVALSHA");
    store.read(id(), null, deadline());
    assertSent("EVALSHA");
    Version second = committed(store.commit(id, version, puts("a", "2"), deadline())).version();
    assertSent("EVALSHA");
    store.read(id, version, deadline());
    assertSent("EVALSHA");
    SessionId to = idAfter(store, id);
    store.changeId(id, to.value(), second, deadline());
    assertSent("EVALSHA");
    store.commit(id, second, puts("a", "3"), deadline());
    assertSent("EVALSHA");
    store.invalidate(to, deadline());
    assertSent("EVALSHA");
  }

  @Test
  void idleSweepIsOneCommandThatRequestsDoNotPayFor() {
    store.sweep(16, deadline());

    assertThat(sent()).containsExactly("EVALSHA");
    assertThat(told).hasValue(0);
  }

  @Test
  void largeWriteIsOneTransactionAndLargeReadTwoCommands() {
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    forget();

    committed(store.commit(id, version, put("big", bytes(100_000, 1)), deadline()));
    assertSent("MULTI", "EVAL", "HSET", "EVAL", "EXEC");
    load(store, id);
    assertSent("EVALSHA", "HGETALL");
    assertThat(store.read(id, version, deadline())).isInstanceOf(ReadResult.Loaded.class);
    assertSent("EVALSHA", "HGETALL");
  }

  @Test
  void smallChangeOfALargeSessionIsOneSmallCommand() {
    SessionId id = id();
    Version version =
        committed(
                store.create(
                    id,
                    dev.coatcheck.testkit.StoreFixture.metadata(id, HALF_AN_HOUR),
                    put("big", bytes(500_000, 1)),
                    deadline()))
            .version();
    forget();

    committed(store.commit(id, version, puts("a", "2"), deadline()));
    assertThat(store.read(id, version, deadline())).isInstanceOf(ReadResult.Changed.class);

    assertThat(sent()).containsExactly("EVALSHA", "EVALSHA");
  }

  @Test
  void readThatIsNotNotedWritesNothing() {
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    committed(store.commit(id, version, puts("a", "2"), deadline()));
    try (RedisProbe probe = SERVER.probe()) {
      String before = probe.info("persistence", "rdb_changes_since_last_save");

      for (int i = 0; i < 100; i++) {
        loaded(store.read(id, null, deadline()));
        store.read(id, version, deadline());
      }

      assertThat(probe.info("persistence", "rdb_changes_since_last_save")).isEqualTo(before);
      committed(store.commit(id, version, puts("a", "3"), deadline()));
      assertThat(probe.info("persistence", "rdb_changes_since_last_save")).isNotEqualTo(before);
    }
  }

  @Test
  void connectedClientSendsNothingOfItsOwnButPings() {
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    link.forget();

    for (int i = 0; i < 200; i++) {
      store.read(id, version, deadline());
    }

    assertThat(link.commands(command -> !command.name().equals("PING")))
        .hasSize(200)
        .allMatch(command -> command.name().equals("EVALSHA"));
  }

  /**
   * Redisson shares connections between commands in flight as long as its pool is smaller than ten,
   * which is written nowhere. Without it, twenty threads would wait for four connections.
   */
  @Test
  void manyCommandsAreUnderWayOnFewConnections() throws Exception {
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    forget();
    ExecutorService requests = Executors.newFixedThreadPool(20);
    SERVER.pause();
    try {
      List<Future<ReadResult>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(requests.submit(() -> store.read(id, version, deadline())));
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(sent().size()).isGreaterThanOrEqualTo(20));
      SERVER.resume();

      for (Future<ReadResult> answer : answers) {
        assertThat(answer.get()).isInstanceOf(ReadResult.Unchanged.class);
      }
      try (RedisProbe probe = SERVER.probe()) {
        long clients = String.valueOf(probe.command("CLIENT", "LIST")).lines().count();
        assertThat(clients - 1).isBetween(1L, (long) RedissonConfigFactory.CONNECTIONS);
      }
    } finally {
      SERVER.resume();
      requests.shutdownNow();
    }
  }

  private void assertSent(String... names) {
    assertThat(sent()).containsExactly(names);
    assertThat(told).as("what the node was told of").hasValue(names.length);
    forget();
  }

  private List<String> sent() {
    return link.commandsOfRequests().stream().map(RedisCommand::name).toList();
  }

  private void forget() {
    link.forget();
    told.set(0);
  }
}
