package dev.coatcheck.session;

import static dev.coatcheck.session.TestNode.HALF_HOUR;
import static dev.coatcheck.session.TestNode.deadline;
import static dev.coatcheck.session.TestNode.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The use cases of sessions on two nodes over a real Redis. */
class SessionsTest {

  private static RedisServer redis;
  private TestNode a;
  private TestNode b;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void startNodes() {
    a = new TestNode(redis, "a");
    b = new TestNode(redis, "b");
  }

  @AfterEach
  void stopNodes() {
    a.close();
    b.close();
  }

  @Test
  void changesInPlaceAreSeenOnTheOtherNode() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));

    b.request(id, s -> list(s, "cart").add("hat"));
    a.request(id, s -> list(s, "cart").add("scarf"));

    b.request(id, s -> assertThat(list(s, "cart")).containsExactly("coat", "hat", "scarf"));
  }

  @Test
  void changesAfterTheCommitAreSavedAtTheEnd() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));

    LiveSession session = a.find(id);
    session.enter();
    List<Object> cart = list(session, "cart");
    a.sessions.save(session, deadline(), SavePoint.BEFORE_COMMIT);
    cart.add("late");
    a.sessions.save(session, deadline(), SavePoint.LAST);
    session.leave();

    b.request(id, s -> assertThat(list(s, "cart")).containsExactly("coat", "late"));
  }

  @Test
  void readingWritesNothingHoweverOftenTheNodeChanges() {
    Map<Object, Object> map = new HashMap<>(128);
    Set<Object> identities = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      map.put("key" + i, new ArrayList<>(List.of(i)));
      map.put("key" + i * 31, i);
      identities.add(new WithoutHashCode());
    }
    map.keySet().removeIf(key -> key.hashCode() % 3 == 0);
    Map<Object, Object> colliding = new HashMap<>();
    for (String key : List.of("AaAa", "BBBB", "AaBB", "BBAa")) {
      colliding.put(key, key);
    }
    String id =
        a.create(
            s -> {
              s.put("map", map);
              s.put("identities", identities);
              s.put("colliding", colliding);
            });
    long written = a.counters.commits.sum();

    for (int i = 0; i < 100; i++) {
      TestNode node = i % 2 == 0 ? b : a;
      node.request(
          id,
          s -> {
            assertThat(s.attribute("map")).isEqualTo(map);
            assertThat((Set<?>) s.attribute("identities")).hasSize(40);
            assertThat(s.attribute("colliding")).isEqualTo(colliding);
          });
    }

    assertThat(b.counters.commits.sum()).isZero();
    assertThat(a.counters.commits.sum()).isEqualTo(written);
  }

  @Test
  void eachUseCaseSendsWhatItMayAndNoMore() {
    String other = b.create(s -> s.put("x", 1)); // Redis learns the scripts
    b.request(other, s -> s.put("x", 2));
    b.sessions.invalidate(b.find(other), deadline());
    long before = b.counters.commands.sum();
    String id = newId();
    LiveSession session = a.sessions.create(id, HALF_HOUR);
    session.put("cart", new ArrayList<>());
    a.sessions.changeId(session, newId(), deadline());
    a.request(session, s -> {});
    assertThat(a.counters.commands.sum()).as("create, with a new id").isEqualTo(1);

    String current = session.issuedId();
    b.request(current, s -> list(s, "cart"));
    assertThat(b.counters.commands.sum() - before).as("cold read").isEqualTo(1);
    b.request(current, s -> list(s, "cart"));
    assertThat(b.counters.commands.sum() - before).as("warm read").isEqualTo(2);
    b.request(current, s -> list(s, "cart").add("hat"));
    assertThat(b.counters.commands.sum() - before).as("change in place").isEqualTo(4);
    b.request(current, s -> s.put("user", "ada"));
    assertThat(b.counters.commands.sum() - before).as("set").isEqualTo(6);
    b.request(current, s -> s.put("user", "ada"));
    assertThat(b.counters.commands.sum() - before).as("set to the same").isEqualTo(7);
    b.request(current, s -> assertThat(b.sessions.invalidate(s, deadline())).isTrue());
    assertThat(b.counters.commands.sum() - before).as("invalidate").isEqualTo(9);
  }

  @Test
  void requestsOfOneNodeShareTheSessionAndItsValues() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));

    LiveSession first = b.find(id);
    LiveSession second = b.find(id);

    assertThat(second).isSameAs(first);
    assertThat(second.attribute("cart")).isSameAs(first.attribute("cart"));
  }

  @Test
  void differentAttributesChangedOnDifferentNodesAreAllKept() {
    String id = a.create(s -> s.put("x", 0));
    LiveSession onA = a.find(id);
    LiveSession onB = b.find(id);

    a.request(onA, s -> s.put("fromA", 1));
    b.request(onB, s -> s.put("fromB", 2));

    for (TestNode node : List.of(a, b)) {
      node.request(
          id,
          s -> {
            assertThat(s.attribute("fromA")).isEqualTo(1);
            assertThat(s.attribute("fromB")).isEqualTo(2);
            assertThat(s.attributeNames()).containsExactlyInAnyOrder("x", "fromA", "fromB");
          });
    }
  }

  @Test
  void foreignChangesDoNotUndoWhatARunningRequestChangedInPlace() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));
    LiveSession running = a.find(id);
    running.enter();
    list(running, "cart").add("mine");
    b.request(id, s -> list(s, "cart").add("theirs"));

    a.request(id, s -> assertThat(list(s, "cart")).contains("mine"));
    a.sessions.save(running, deadline(), SavePoint.LAST);
    running.leave();

    b.request(id, s -> assertThat(list(s, "cart")).containsExactly("coat", "mine"));
  }

  @Test
  void removedAttributesAreGoneEverywhere() {
    String id = a.create(s -> s.put("x", new ArrayList<>(List.of(1))));
    b.request(id, s -> assertThat(s.attribute("x")).isNotNull());

    a.request(id, s -> assertThat(s.remove("x")).isEqualTo(List.of(1)));

    b.request(id, s -> assertThat(s.attribute("x")).isNull());
    b.request(id, s -> assertThat(s.attributeNames()).isEmpty());
  }

  @Test
  void aRequestThatEndsAfterInvalidateElsewhereRevivesNothing() {
    String id = a.create(s -> s.put("x", 1));
    LiveSession running = a.find(id);
    running.enter();
    running.put("late", 2);

    assertThat(b.sessions.invalidate(b.find(id), deadline())).isTrue();

    assertThat(a.sessions.save(running, deadline(), SavePoint.LAST)).isEqualTo(SaveResult.GONE);
    assertThat(running.isGone()).isTrue();
    assertThat(a.knows(id)).isFalse();
    assertThat(b.knows(id)).isFalse();
    assertThat(a.sessions.invalidate(running, deadline())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewIdKeepsEverythingAndTheOldOneOpensNothing(boolean inOneStepEverywhere) {
    String old = a.create(s -> s.put("x", 1));
    LiveSession onB = b.find(old);
    LiveSession session = a.find(old);
    String changed = newId();
    while (a.sessions.mayBecome(session, changed) != inOneStepEverywhere) {
      changed = newId();
    }

    a.sessions.changeId(session, changed, deadline());
    b.request(onB, s -> s.put("late", 2));

    assertThat(a.knows(old)).isFalse();
    assertThat(b.knows(old)).isFalse();
    String id = changed;
    assertThat(a.find(id)).isSameAs(session);
    b.request(
        id,
        s -> {
          assertThat(s.attribute("x")).isEqualTo(1);
          assertThat(s.attribute("late")).isEqualTo(2);
          assertThat(s.issuedId()).isEqualTo(id);
        });
  }

  @Test
  void aTakenIdLeavesBothSessionsAsTheyAre() {
    String other = b.create(s -> s.put("who", "other"));
    String id = a.create(s -> s.put("who", "one"));
    LiveSession session = a.find(id);

    assertThatThrownBy(() -> a.sessions.changeId(session, other, deadline()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another session");

    assertThat(session.isGone()).isFalse();
    assertThat(a.find(id)).isSameAs(session);
    a.request(id, s -> s.put("x", 1));
    b.request(id, s -> assertThat(s.attribute("x")).isEqualTo(1));
    a.request(other, s -> assertThat(s.attribute("who")).isEqualTo("other"));
  }

  @Test
  void anEndedSessionGetsNoNewId() {
    String id = a.create(s -> s.put("x", 1));
    LiveSession session = a.find(id);
    b.sessions.invalidate(b.find(id), deadline());

    assertThatThrownBy(() -> a.sessions.changeId(session, newId(), deadline()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has ended");

    assertThat(session.isGone()).isTrue();
  }

  @Test
  void aTimeoutOfOneSessionTravels() {
    String id = a.create(s -> s.maxInactive(Duration.ofMinutes(7)));
    b.request(
        id,
        s -> {
          assertThat(s.maxInactive()).isEqualTo(Duration.ofMinutes(7));
          s.maxInactive(Duration.ofSeconds(-1));
        });
    a.request(id, s -> assertThat(s.maxInactive()).isEqualTo(Duration.ofSeconds(-1)));
  }

  @Test
  void notesTravelBesideAttributesOfTheSameName() {
    byte[] note = {1, 2, 3};
    String id =
        a.create(
            s -> {
              s.putNote("login", note);
              s.put("login", "attribute");
            });
    b.request(
        id,
        s -> {
          assertThat(s.note("login")).isEqualTo(note);
          assertThat(s.attribute("login")).isEqualTo("attribute");
          assertThat(s.attributeNames()).containsExactly("login");
          s.removeNote("login");
        });
    a.request(id, s -> assertThat(s.note("login")).isNull());
  }

  @Test
  void whatCannotBeStoredStaysHereAndLeavesTheRestAlone() {
    Thread thread = new Thread(() -> {});
    String id =
        a.create(
            s -> {
              s.put("thread", thread);
              s.put("x", 1);
            });

    assertThat(a.find(id).attribute("thread")).isSameAs(thread);
    b.request(
        id,
        s -> {
          assertThat(s.attribute("x")).isEqualTo(1);
          assertThat(s.attribute("thread")).isNull();
        });
    assertThat(a.counters.unstorableAttributes.sum()).isEqualTo(1);
  }

  @Test
  void bytesThatCannotBeReadStayInTheStoreAndLeaveTheRestAlone() {
    String id =
        a.create(
            s -> {
              s.put("spoiled", new ArrayList<>(List.of(1)));
              s.put("x", 1);
            });
    spoil("@spoiled");

    b.request(
        id,
        s -> {
          assertThat(s.attribute("x")).isEqualTo(1);
          assertThat(s.attributeNames()).contains("spoiled");
          assertThatThrownBy(() -> s.attribute("spoiled"))
              .isInstanceOf(UnreadableAttributeException.class)
              .hasMessageContaining("spoiled");
          s.put("x", 2);
        });
    b.request(id, s -> assertThat(b.sessions.invalidate(s, deadline())).isTrue());
  }

  private void spoil(String field) {
    try (var probe = redis.probe()) {
      String key =
          probe.keys("cc:test:*:s:*").stream()
              .filter(k -> probe.hash(k).containsKey(field))
              .findFirst()
              .orElseThrow();
      probe.command("HSET", key, field, new byte[] {1, 1, 0, 99, 99, 99});
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(LiveSession session, String name) {
    Object value = session.attribute(name);
    assertThat(value).as(name).isNotNull();
    return (List<Object>) value;
  }

  static final class WithoutHashCode implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    int[] numbers = Arrays.copyOf(new int[] {1, 2}, 3);
  }
}
