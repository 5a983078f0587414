package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.StoreFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis is away, comes back, freezes, forgets. */
final class RedisOutageTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  /** What a request may spend; and five times of it, when nothing may hang any more. */
  private static final Duration BRIEF = Duration.ofMillis(800);

  private static final Duration HANG = BRIEF.multipliedBy(5).plusSeconds(5);

  private final RedisServer server = RedisServer.start("appendonly yes", "appendfsync always");
  private final List<RedisConnection> connections = new ArrayList<>();
  private final AtomicInteger commands = new AtomicInteger();

  @AfterEach
  void close() {
    connections.forEach(RedisConnection::close);
    server.close();
  }

  @Test
  void startsWithoutRedisAndWorksWhenItComes() {
    server.stop();
    long begun = System.nanoTime();
    SessionStore store = store();
    SessionId id = id();

    StoreUnavailableException first = unavailable(() -> store.read(id, null, Deadline.in(BRIEF)));
    StoreUnavailableException second = unavailable(() -> store.read(id, null, Deadline.in(BRIEF)));

    assertThat(System.nanoTime() - begun).isLessThan(HANG.toNanos());
    assertThat(second).hasMessageContaining("redis://127.0.0.1:" + server.port());
    assertThat(second).hasMessageContaining("is it running");
    assertThat(first).isNotNull();

    server.restart();

    awaitAnswer(store);
    created(store, id, HALF_AN_HOUR, "a", "1");
    assertThat(load(store, id).fields()).containsOnlyKeys("@a");
  }

  @Test
  void killedServerIsAnErrorAndNeverAnAbsentSession() {
    SessionStore store = store();
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    server.kill();
    Deadline deadline = Deadline.in(BRIEF);

    StoreUnavailableException failure = unavailable(() -> store.read(id, version, deadline));
    int sent = commands.get();

    assertThat(deadline.failure()).isSameAs(failure);
    assertThat(unavailable(() -> store.commit(id, version, puts("a", "2"), deadline)))
        .isSameAs(failure);
    assertThat(commands).hasValue(sent);

    server.restart();

    awaitAnswer(store);
    assertThat(load(store, id).version()).isEqualTo(version);
    committed(store.commit(id, version, puts("a", "3"), deadline()));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  void frozenServerIsWaitedForNoLongerThanTheDeadline(int size) {
    SessionStore store = store();
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    server.pause();
    long begun = System.nanoTime();

    StoreUnavailableException failure =
        unavailable(() -> store.commit(id, version, put("b", bytes(size, 1)), Deadline.in(BRIEF)));

    assertThat(System.nanoTime() - begun).isLessThan(HANG.toNanos());
    assertThat(failure).hasMessageContaining("did not answer in time");

    server.resume();

    awaitAnswer(store);
  }

  /** The frozen server has all of it in its queue, and gets to it when it thaws. */
  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  void whatNobodyWaitsForAnyMoreIsNotDone(int size) {
    SessionStore store = store();
    SessionStore other = store();
    SessionId written = id();
    SessionId moved = id();
    SessionId ended = id();
    SessionId made = id();
    Version version = created(store, written, HALF_AN_HOUR, "a", "1");
    Version before = created(store, moved, HALF_AN_HOUR, "a", "1");
    created(store, ended, HALF_AN_HOUR, "a", "1");
    SessionId to = idAfter(store, moved);
    Duration wait = Duration.ofMillis(200);
    server.pause();
    unavailable(() -> store.commit(written, version, put("a", bytes(size, 1)), Deadline.in(wait)));
    unavailable(() -> store.changeId(moved, to.value(), before, Deadline.in(wait)));
    unavailable(() -> store.invalidate(ended, Deadline.in(wait)));
    unavailable(
        () ->
            store.create(
                made,
                StoreFixture.metadata(made, HALF_AN_HOUR),
                put("a", bytes(size, 1)),
                Deadline.in(wait)));
    long queued = commands.get();

    server.resume();

    awaitAnswer(store);
    awaitAnswer(other);
    assertThat(queued).isGreaterThanOrEqualTo(3 + 4);
    assertThat(load(other, written).version()).isEqualTo(version);
    assertThat(load(other, written).fields().get("@a")).isEqualTo(bytes("1"));
    assertThat(load(other, moved).version()).isEqualTo(before);
    assertThat(isAbsent(other, to)).isTrue();
    assertThat(load(other, ended).fields()).containsOnlyKeys("@a");
    assertThat(isAbsent(other, made)).isTrue();
    try (RedisProbe probe = server.probe()) {
      KeyRules.check(probe, "outage");
    }
  }

  /** Redisson sends a command again when its answer does not come; both get through in the end. */
  @Test
  void answerThatComesLateButInTimeIsOfOneWriteOnly() throws Exception {
    SessionStore store = store();
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    server.pause();
    Thread thaw =
        new Thread(
            () -> {
              StoreFixture.pass(Duration.ofMillis(2500)); // longer than Redisson's own patience
              server.resume();
            });
    thaw.start();

    Version written = committed(store.commit(id, version, puts("a", "2"), deadline())).version();

    thaw.join();
    assertThat(written.counter()).isEqualTo(version.counter() + 1);
    assertThat(load(store, id).version()).isEqualTo(written);
  }

  @Test
  void scriptsAreLoadedAgainWhenRedisForgetsThem() {
    SessionStore store = store();
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    forgetScripts();

    assertThat(load(store, id).version()).isEqualTo(version);
    forgetScripts();
    Version second = committed(store.commit(id, version, puts("a", "2"), deadline())).version();
    forgetScripts();
    SessionId to = idAfter(store, id);
    committed(store.changeId(id, to.value(), second, deadline()));
    forgetScripts();
    assertThat(store.sweep(16, deadline()).claims()).isEmpty();
    forgetScripts();
    assertThat(store.invalidate(to, deadline())).isTrue();
    forgetScripts();
    created(store, id(), HALF_AN_HOUR, "big", "x".repeat(50_000));

    load(store, newSession(store));
    int before = commands.get();
    load(store, newSession(store));
    assertThat(commands.get() - before).as("create and read, loaded by now").isEqualTo(2);
  }

  @Test
  void serverThatLostItsDataAnswersAbsent() {
    SessionStore store = store();
    SessionId id = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    try (RedisProbe probe = server.probe()) {
      probe.command("FLUSHALL");
    }

    assertThat(store.read(id, version, deadline())).isEqualTo(new ReadResult.Absent());
  }

  @Test
  void fullServerRefusesWritesButSessionsCanEnd() {
    SessionStore store = store();
    SessionId id = id();
    SessionId other = id();
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    created(store, other, HALF_AN_HOUR, "a", "1");
    memory("1");
    for (int size : List.of(10, 50_000)) {
      assertThat(unavailable(() -> store.commit(id, version, put("a", bytes(size, 1)), deadline())))
          .hasMessageContaining("refused");
    }

    assertThat(store.invalidate(other, deadline())).isTrue();

    memory("0");
    assertThat(load(store, id).version()).isEqualTo(version);
    assertThat(load(store, id).fields().get("@a")).isEqualTo(bytes("1"));
    assertThat(isAbsent(store, other)).isTrue();
  }

  @Test
  void interruptedRequestEndsAndStaysInterrupted() throws Exception {
    SessionStore store = store();
    SessionId id = id();
    created(store, id, HALF_AN_HOUR);
    server.pause();
    List<Object> seen = new ArrayList<>();
    Thread request =
        new Thread(
            () -> {
              seen.add(unavailable(() -> store.read(id, null, deadline())));
              seen.add(Thread.currentThread().isInterrupted());
            });
    int before = commands.get();
    request.start();
    await().untilAsserted(() -> assertThat(commands.get()).isGreaterThan(before));

    request.interrupt();
    request.join(HANG.toMillis());

    assertThat(seen).hasSize(2);
    assertThat((Exception) seen.get(0)).hasMessageContaining("interrupted");
    assertThat(seen.get(1)).isEqualTo(true);
  }

  @Test
  void closedConnectionFailsAtOnce() {
    SessionStore store = store();
    created(store, id(), HALF_AN_HOUR);

    connections.get(0).close();
    connections.get(0).close();

    assertThat(unavailable(() -> store.read(id(), null, deadline())))
        .hasMessageContaining("closed");
  }

  @Test
  void connectionThatNeverCameCanBeClosed() {
    server.stop();
    SessionStore store = store();

    connections.get(0).close();

    assertThat(unavailable(() -> store.read(id(), null, deadline())))
        .hasMessageContaining("closed");
  }

  private SessionStore store() {
    RedisConnection connection = RedisConnection.open(RedisOptions.server(server.uri()));
    connections.add(connection);
    return connection.sessionStore(
        StoreOptions.of("cc", "outage", "node" + connections.size())
            .withOnCommand(commands::incrementAndGet));
  }

  private static SessionId newSession(SessionStore store) {
    SessionId id = id();
    StoreFixture.created(store, id, HALF_AN_HOUR);
    return id;
  }

  private void memory(String most) {
    try (RedisProbe probe = server.probe()) {
      probe.command("CONFIG", "SET", "maxmemory", most);
    }
  }

  private void forgetScripts() {
    try (RedisProbe probe = server.probe()) {
      probe.command("SCRIPT", "FLUSH");
    }
  }

  private static void awaitAnswer(SessionStore store) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
        .untilAsserted(() -> assertThat(isAbsent(store, id())).isTrue());
  }

  private static StoreUnavailableException unavailable(ThrowingCallable call) {
    StoreUnavailableException caught = catchThrowableOfType(StoreUnavailableException.class, call);
    assertThat(caught).as("a failure of the store").isNotNull();
    return caught;
  }
}
