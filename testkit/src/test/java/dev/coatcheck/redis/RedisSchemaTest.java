package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.metadata;
import static dev.coatcheck.testkit.StoreFixture.otherIdAfter;
import static dev.coatcheck.testkit.StoreFixture.pass;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.sweepAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What lies in Redis, looked at without the store. */
final class RedisSchemaTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration BRIEF = Duration.ofMillis(30);

  @AutoClose private static final RedisServer SERVER = RedisServer.start();

  @AutoClose
  private static final RedisConnection CONNECTION =
      RedisConnection.open(RedisOptions.server(SERVER.uri()));

  @AutoClose private final RedisProbe probe = SERVER.probe();
  private final String namespace = UUID.randomUUID().toString();
  private final Keys keys = new Keys("cc", namespace);
  private final StoreOptions options = StoreOptions.of("cc", namespace, "node1");
  private final SessionStore store = CONNECTION.sessionStore(options);
  private final SessionId id = id();

  @Test
  void everyKeyEndsAfterEachStep() {
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    check();
    version = committed(store.commit(id, version, puts("a", "2"), deadline())).version();
    check();
    version =
        committed(store.commit(id, version, put("big", bytes(50_000, 1)), deadline())).version();
    check();
    SessionId to = idAfter(store, id);
    version = committed(store.changeId(id, to.value(), version, deadline())).version();
    check();
    SessionId other = otherIdAfter(store, to);
    version = committed(store.changeId(to, other.value(), version, deadline())).version();
    check();
    version = interval(id, version, Duration.ZERO);
    check();
    version = interval(to, version, BRIEF);
    check();
    pass(BRIEF.plusMillis(5));
    Claim claim = store.sweep(16, deadline()).claims().get(0);
    check();
    store.finish(claim, deadline());
    check();
    created(store, id(), Duration.ZERO);
    SessionId ended = id();
    Version last = created(store, ended, Duration.ZERO);
    check();
    store.invalidate(ended, deadline());
    check();
    store.commit(ended, last, puts("a", "1"), deadline());
    store.commit(ended, last, put("big", bytes(50_000, 1)), deadline());
    check();
    assertThat(probe.keys("cc:" + namespace + ":*:w:*")).isEmpty();
  }

  @Test
  void nothingButTheSessionItselfTellsItsId() {
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    SessionId next = idAfter(store, id);
    version = committed(store.changeId(id, next.value(), version, deadline())).version();
    SessionId to = otherIdAfter(store, next);
    store.changeId(next, to.value(), version, deadline());

    for (String key : probe.keys("*")) {
      assertThat(key).doesNotContain(id.value()).doesNotContain(to.value());
    }
    assertThat(probe.hash(keys.place(next).session()).toString()).doesNotContain(to.value());
    assertThat(probe.command("ZRANGE", keys.place(id).index(), 0, -1).toString())
        .doesNotContain(to.value());
  }

  /** As releases wrote them that could not leave the bucket, and as nodes of them can follow. */
  @Test
  void forwardWithinTheBucketIsTheKeyIdAlone() {
    Version version = created(store, id, HALF_AN_HOUR, "a", "1");
    SessionId to = idAfter(store, id);
    version = committed(store.changeId(id, to.value(), version, deadline())).version();
    SessionId other = otherIdAfter(store, to);
    store.changeId(to, other.value(), version, deadline());
    Keys.Place there = keys.place(other);

    assertThat(probe.hash(keys.place(id).session()))
        .isEqualTo(Map.of("!f", keys.place(to).keyId()));
    assertThat(probe.hash(keys.place(to).session()))
        .isEqualTo(Map.of("!f", there.bucket() + ":" + there.keyId()));
    assertThat(probe.command("ZRANGE", keys.place(id).index(), 0, -1)).isEqualTo(List.of());
    assertThat(probe.command("ZRANGE", there.index(), 0, -1)).isEqualTo(List.of(there.keyId()));
  }

  @Test
  void sessionAndIndexAreKeptForTheRetentionAfterTheDeadline() {
    SessionStore brief = CONNECTION.sessionStore(options.withRetention(Duration.ofMinutes(10)));
    created(brief, id, HALF_AN_HOUR);
    Keys.Place place = keys.place(id);
    long most = Duration.ofMinutes(40).toMillis();

    assertThat(probe.ttlMillis(place.session())).isBetween(most - 60_000, most);
    assertThat(probe.ttlMillis(place.index())).isBetween(most - 60_000, most);

    SessionId later = idAfter(brief, id);
    created(brief, later, HALF_AN_HOUR.multipliedBy(2));
    created(brief, idAfter(brief, id), BRIEF);
    assertThat(probe.ttlMillis(place.index()))
        .as("as long as the latest of the bucket")
        .isGreaterThan(most + 60_000);
  }

  @Test
  void recordOfALaterReleaseIsRefusedAndLeftAlone() {
    Version version = created(store, id, BRIEF, "a", "1");
    String key = keys.place(id).session();
    String header = probe.hash(key).get("!h");
    probe.command("HSET", key, "!h", "2" + header.substring(1));
    probe.command("HSET", key, "!x", "9000000000000");
    Map<String, String> before = probe.hash(key);

    assertUnknown(() -> store.read(id, null, deadline()));
    assertUnknown(() -> store.commit(id, version, puts("a", "2"), deadline()));
    assertUnknown(() -> store.commit(id, version, put("a", bytes(50_000, 1)), deadline()));
    assertUnknown(() -> store.changeId(id, idAfter(store, id).value(), version, deadline()));
    assertUnknown(() -> store.invalidate(id, deadline()));
    probe.command("HSET", key, "!x", before.get("!l"));
    probe.command("ZADD", keys.place(id).index(), 1, keys.place(id).keyId());
    assertThat(sweepAll(store)).isEmpty();

    probe.command("HSET", key, "!x", "9000000000000");
    assertThat(probe.hash(key)).isEqualTo(before);
  }

  @Test
  void foreignTypeUnderOurKeyIsAClearError() {
    Keys.Place place = keys.place(id);
    probe.command("SET", place.session(), "not a hash");

    assertForeign(() -> store.read(id, null, deadline()));
    assertForeign(() -> store.create(id, metadata(id, HALF_AN_HOUR), puts("a", "1"), deadline()));
    assertForeign(() -> store.commit(id, new Version(1, "x"), puts("a", "1"), deadline()));
    assertForeign(
        () -> store.commit(id, new Version(1, "x"), put("a", bytes(50_000, 1)), deadline()));
    assertForeign(() -> store.invalidate(id, deadline()));
    assertThat(probe.command("GET", place.session())).isEqualTo("not a hash");
  }

  /** A value never comes without its token, whatever fails after it. */
  @Test
  void foreignTypeAtTheIndexLeavesTheSessionConsistent() {
    SessionStore seldom = CONNECTION.sessionStore(options.withTouchInterval(HALF_AN_HOUR));
    Version version = created(seldom, id, HALF_AN_HOUR, "a", "1");
    probe.command("SET", keys.place(id).index(), "not a sorted set");

    assertForeign(() -> seldom.commit(id, version, puts("a", "2"), deadline()));

    boolean unchanged = seldom.read(id, version, deadline()) instanceof ReadResult.Unchanged;
    assertThat(load(seldom, id).fields().get("@a")).isEqualTo(bytes(unchanged ? "1" : "2"));
    assertThat(probe.ttlMillis(keys.place(id).session())).isPositive();
  }

  @Test
  void indexIsCorrectedWhenItIsWrong() {
    created(store, id, HALF_AN_HOUR);
    Keys.Place place = keys.place(id);
    SessionId never = idAfter(store, id);
    created(store, never, Duration.ZERO);
    probe.command("ZADD", place.index(), 1, place.keyId());
    probe.command("ZADD", place.index(), 1, keys.place(never).keyId());
    probe.command("ZADD", place.index(), 1, "A".repeat(Keys.KEY_ID_LENGTH));

    assertThat(sweepAll(store)).isEmpty();

    assertThat(probe.command("ZRANGE", place.index(), 0, -1)).isEqualTo(List.of(place.keyId()));
    check();
  }

  @Test
  void expiredKeyLeavesTheIndex() {
    created(store, id, BRIEF);
    pass(BRIEF.plusMillis(5));
    probe.command("DEL", keys.place(id).session());

    assertThat(sweepAll(store)).isEmpty();

    assertThat(probe.command("ZCARD", keys.place(id).index())).isEqualTo(0L);
  }

  @Test
  void sweeperThatStaysAwayIsForgotten() {
    String sweepers = "cc:" + namespace + ":sweepers";
    probe.command("HSET", sweepers, "dead", "1700000060000 1700000000000 label");

    assertThat(store.sweep(1, deadline()).sweepers()).isEqualTo(1);

    assertThat(probe.hash(sweepers)).containsOnlyKeys("node1");
  }

  @Test
  void anotherApplicationInTheNamespaceIsToldOnce() {
    List<String> warnings = new ArrayList<>();
    Handler handler = handler(warnings);
    Logger logger = Logger.getLogger("dev.coatcheck.redis");
    logger.addHandler(handler);
    try {
      SessionStore shop = CONNECTION.sessionStore(options.withApplicationLabel("/shop"));
      SessionStore same =
          CONNECTION.sessionStore(
              StoreOptions.of("cc", namespace, "node2").withApplicationLabel("/shop"));
      shop.sweep(1, deadline());
      same.sweep(1, deadline());
      shop.sweep(1, deadline());
      assertThat(warnings).isEmpty();

      SessionStore wiki =
          CONNECTION.sessionStore(
              StoreOptions.of("cc", namespace, "node3").withApplicationLabel("/wiki"));
      wiki.sweep(1, deadline());
      wiki.sweep(1, deadline());

      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).contains(namespace, "here=/wiki", "there=/shop");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void namespacesDoNotMeet() {
    SessionStore other = CONNECTION.sessionStore(StoreOptions.of("cc", namespace + "2", "node1"));
    created(store, id, BRIEF, "who", "one");
    created(other, id, HALF_AN_HOUR, "who", "other");
    pass(BRIEF.plusMillis(5));

    assertThat(sweepAll(other)).isEmpty();
    assertThat(sweepAll(store)).hasSize(1);
    assertThat(load(other, id).fields().get("@who")).isEqualTo(bytes("other"));
  }

  private Version interval(SessionId session, Version version, Duration interval) {
    SessionDelta delta = new SessionDelta(Map.of(), Set.of(), interval);
    return committed(store.commit(session, version, delta, deadline())).version();
  }

  private void check() {
    KeyRules.check(probe, namespace);
  }

  private static void assertUnknown(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("newer release");
  }

  private static void assertForeign(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("another prefix");
  }

  private static Handler handler(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        messages.add(new java.util.logging.SimpleFormatter().formatMessage(record));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
