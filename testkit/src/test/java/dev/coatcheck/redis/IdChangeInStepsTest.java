package dev.coatcheck.redis;

import static dev.coatcheck.testkit.StoreFixture.bytes;
import static dev.coatcheck.testkit.StoreFixture.committed;
import static dev.coatcheck.testkit.StoreFixture.created;
import static dev.coatcheck.testkit.StoreFixture.deadline;
import static dev.coatcheck.testkit.StoreFixture.id;
import static dev.coatcheck.testkit.StoreFixture.idAfter;
import static dev.coatcheck.testkit.StoreFixture.isAbsent;
import static dev.coatcheck.testkit.StoreFixture.load;
import static dev.coatcheck.testkit.StoreFixture.otherIdAfter;
import static dev.coatcheck.testkit.StoreFixture.put;
import static dev.coatcheck.testkit.StoreFixture.puts;
import static dev.coatcheck.testkit.StoreFixture.remove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import dev.coatcheck.testkit.RedisCluster;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen between the steps in which an id changes on a Redis Cluster. */
final class IdChangeInStepsTest {

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private static RedisCluster cluster;
  private static ClusterNode others;

  private final String namespace = "test-" + UUID.randomUUID();
  private final StoreOptions options = StoreOptions.of("cc", namespace, "other");
  private final SessionStore other = others.store(options);
  private final SessionId from = id();
  private final SessionId to = otherIdAfter(other, from);

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
    others = new ClusterNode(cluster);
  }

  @AfterAll
  static void stop() {
    others.close();
    cluster.close();
  }

  @AfterEach
  void everyKeyIsOneOfOursAndEnds() {
    KeyRules.checkCluster(cluster, namespace);
  }

  @Test
  void imageCopyAndSwitchAreOneCommandEach() {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1");
    loadScripts();
    AtomicInteger commands = new AtomicInteger();
    SessionStore store = others.store(options.withOnCommand(commands::incrementAndGet));

    known = committed(store.changeId(from, to.value(), known, deadline())).version();
    assertThat(commands).hasValue(3);

    load(store, to);
    assertThat(commands).as("nobody has opened it yet: is the old one gone?").hasValue(3 + 3);
    load(store, to);
    assertThat(commands).hasValue(6 + 1);

    SessionId third = otherIdAfter(store, to);
    known = committed(store.changeId(to, third.value(), known, deadline())).version();
    committed(store.commit(third, known, puts("b", "1"), deadline()));
    load(store, third);
    assertThat(commands).as("opened by the write").hasValue(7 + 3 + 1 + 1);

    SessionId fourth = otherIdAfter(store, third);
    SessionId fifth = idAfter(store, fourth);
    known = committed(store.changeId(third, fourth.value(), known, deadline())).version();
    committed(store.changeId(fourth, fifth.value(), known, deadline()));
    load(store, fifth);
    assertThat(commands).as("opened by the next change").hasValue(12 + 3 + 1 + 1);
  }

  /** The client got no answer and comes back, with the old cookie, to another node. */
  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  void deathAfterAnyStepButTheLastLeavesTheSessionByItsOldId(int size) {
    int deaths = 0;
    boolean done = false;
    while (!done) {
      SessionId old = id();
      SessionId next = otherIdAfter(other, old);
      Version known = created(other, old, HALF_AN_HOUR, "a", "1");
      known = committed(other.commit(old, known, put("big", bytes(size, 1)), deadline())).version();
      done = changes(old, next, known, deaths);
      SessionId opens = done ? next : old;

      assertThat(isAbsent(other, done ? old : next)).as("after %d commands", deaths).isTrue();
      assertThat(load(other, opens).fields().get("@a")).isEqualTo(bytes("1"));
      assertThat(load(other, opens).fields().get("@big")).isEqualTo(bytes(size, 1));
      committed(other.commit(opens, known, puts("late", "2"), deadline()));
      assertThat(load(other, opens).fields()).containsOnlyKeys("@a", "@big", "@late");
      SessionId third = otherIdAfter(other, opens);
      Version now = load(other, opens).version();
      committed(other.changeId(opens, third.value(), now, deadline()));
      assertThat(load(other, third).fields()).containsOnlyKeys("@a", "@big", "@late");
      assertThat(isAbsent(other, old)).isTrue();
      assertThat(isAbsent(other, next)).isTrue();
      assertThat(other.invalidate(old, deadline())).isTrue();
      assertThat(isAbsent(other, next)).isTrue();
      assertThat(isAbsent(other, third)).isTrue();
      deaths += done ? 0 : 1;
    }
    assertThat(deaths).as("image, copy and switch").isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50_000})
  void writesOfOthersBetweenTheStepsAreCopiedAgain(int size) {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1", "gone", "1");
    AtomicInteger writes = new AtomicInteger();
    SessionStore store =
        atCommands(
            5,
            () -> {
              int count = writes.incrementAndGet();
              committed(
                  other.commit(from, known, put("n" + count, bytes(size, count)), deadline()));
              committed(other.commit(from, known, remove("gone"), deadline()));
            });

    CommitResult.Committed moved = committed(store.changeId(from, to.value(), known, deadline()));

    assertThat(writes).hasValue(5);
    assertThat(load(other, to).version()).isEqualTo(moved.version());
    assertThat(load(other, to).fields()).containsOnlyKeys("@a", "@n1", "@n2", "@n3", "@n4", "@n5");
    assertThat(load(other, to).fields().get("@n5")).isEqualTo(bytes(size, 5));
    assertThat(isAbsent(other, from)).isTrue();
  }

  @Test
  void ofTwoIdsOneOpensTheSessionAtAnyMoment() {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1");
    AtomicInteger looks = new AtomicInteger();
    SessionStore store =
        atCommands(
            3,
            () -> {
              looks.incrementAndGet();
              assertThat(isAbsent(other, to)).isTrue();
              assertThat(load(other, from).fields()).containsOnlyKeys("@a");
            });

    committed(store.changeId(from, to.value(), known, deadline()));

    assertThat(looks).hasValue(3);
    assertThat(load(other, to).fields()).containsOnlyKeys("@a");
    assertThat(isAbsent(other, from)).isTrue();
  }

  /** Before the image, before the copy, before the switch. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sessionThatEndsBetweenTheStepsLeavesNothing(int when) {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1");
    SessionStore store =
        atCommand(when, () -> assertThat(other.invalidate(from, deadline())).isTrue());

    assertThat(store.changeId(from, to.value(), known, deadline()))
        .isEqualTo(new CommitResult.Gone());

    assertThat(isAbsent(other, from)).isTrue();
    assertThat(isAbsent(other, to)).isTrue();
    for (RedisServer master : cluster.masters()) {
      try (RedisProbe probe = master.probe()) {
        assertThat(probe.keys("cc:" + namespace + ":*"))
            .allSatisfy(key -> assertThat(probe.hash(key)).containsOnlyKeys("!d"));
      }
    }
  }

  /** The other change ends in any bucket, or in the very bucket that this one heads for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, -1, -2, -3})
  void ofTwoChangesTheLaterOneWins(int when) {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1");
    SessionId theirs = when < 0 ? idAfter(other, to) : otherIdAfter(other, from);
    SessionStore store =
        atCommand(
            Math.abs(when),
            () -> committed(other.changeId(from, theirs.value(), known, deadline())));

    Version moved = committed(store.changeId(from, to.value(), known, deadline())).version();

    assertThat(load(other, to).version()).isEqualTo(moved);
    assertThat(load(other, to).metadata().issuedId()).isEqualTo(to.value());
    assertThat(isAbsent(other, from)).isTrue();
    assertThat(isAbsent(other, theirs)).isTrue();
    committed(other.commit(from, known, puts("late", "1"), deadline()));
    committed(other.commit(theirs, known, puts("later", "1"), deadline()));
    assertThat(load(other, to).fields()).containsOnlyKeys("@a", "@late", "@later");
  }

  @Test
  void copyThatWasLeftBehindIsNotOpenedWhenTheSessionEnds() {
    Version known = created(other, from, HALF_AN_HOUR, "a", "1");
    assertThat(changes(from, to, known, 2)).isFalse();

    assertThat(other.invalidate(from, deadline())).isTrue();

    assertThat(isAbsent(other, to)).isTrue();
  }

  /** Whether the id was changed before the node died, which sends that many commands. */
  private boolean changes(SessionId old, SessionId next, Version known, int commands) {
    try (ClusterNode node = new ClusterNode(cluster)) {
      Runnable death = node::close;
      AtomicInteger sent = new AtomicInteger();
      SessionStore store =
          node.store(
              options.withOnCommand(
                  () -> {
                    if (sent.getAndIncrement() == commands) {
                      death.run();
                    }
                  }));
      committed(store.changeId(old, next.value(), known, deadline()));
      return true;
    } catch (StoreUnavailableException died) {
      return false;
    }
  }

  /** A node that lets others act just before it sends its first commands. */
  private SessionStore atCommands(int most, Runnable action) {
    AtomicInteger sent = new AtomicInteger();
    return others.store(
        options.withOnCommand(
            () -> {
              if (sent.incrementAndGet() <= most) {
                action.run();
              }
            }));
  }

  private SessionStore atCommand(int number, Runnable action) {
    AtomicInteger sent = new AtomicInteger();
    return others.store(
        options.withOnCommand(
            () -> {
              if (sent.incrementAndGet() == number) {
                action.run();
              }
            }));
  }

  private static void loadScripts() {
    for (RedisServer master : cluster.masters()) {
      try (RedisProbe probe = master.probe()) {
        for (Script script : Script.values()) {
          probe.command("SCRIPT", "LOAD", script.text());
        }
      }
    }
  }
}
