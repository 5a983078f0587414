package dev.coatcheck.session;

import static dev.coatcheck.session.TestNode.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.redis.StoreOptions;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpirySweeperTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private final RedisServer redis = RedisServer.start();
  private final TestNode a = new TestNode(redis, "a");
  private final TestNode b = new TestNode(redis, "b");
  private final Queue<String> destroyed = new ConcurrentLinkedQueue<>();
  private final List<ExpirySweeper> sweepers = new ArrayList<>();

  @BeforeEach
  void patience() {
    org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    sweepers.forEach(ExpirySweeper::close);
    a.close();
    b.close();
    redis.close();
  }

  @Test
  void eachExpiredSessionIsDestroyedOnOneNodeWithItsAttributesReadable() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(shortSession(i % 2 == 0 ? a : b, "coat" + i));
    }
    SessionEvents events = s -> destroyed.add(s.issuedId() + s.attribute("x"));
    sweep(a, events);
    sweep(b, events);

    await().until(() -> destroyed.size() >= ids.size());
    await().until(() -> keysOfSessions() == 0);

    assertThat(destroyed).hasSize(ids.size()).doesNotHaveDuplicates();
    for (int i = 0; i < ids.size(); i++) {
      assertThat(destroyed).contains(ids.get(i) + "coat" + i);
    }
    assertThat(a.counters.expired.sum() + b.counters.expired.sum()).isEqualTo(ids.size());
  }

  @Test
  void aListenerThatFailsDoesNotStopTheNextOnes() {
    shortSession(a, "first");
    shortSession(a, "second");
    sweep(
        a,
        s -> {
          destroyed.add(String.valueOf(s.attribute("x")));
          throw new IllegalStateException("the application's listener");
        });

    await().until(() -> destroyed.size() == 2 && keysOfSessions() == 0);
  }

  @Test
  void aRequestThatRunsForLongKeepsItsSessionAliveInALargeFleetToo() {
    for (int i = 0; i < 80; i++) { // makes each node sweep every four seconds only
      a.connection
          .sessionStore(StoreOptions.of("cc", "test", "crowd" + i))
          .sweep(1, TestNode.deadline());
    }
    String id = session(a, "x", Duration.ofSeconds(3));
    LiveSession running = a.find(id);
    running.enter();
    sweep(a, s -> destroyed.add(s.issuedId()));
    sweep(b, s -> destroyed.add(s.issuedId()));

    String other = session(a, "other", Duration.ofSeconds(6));
    await().until(() -> destroyed.contains(other));
    assertThat(destroyed).doesNotContain(id);
    running.leave();

    await().until(() -> destroyed.contains(id));
  }

  @Test
  void sweepingGoesOnAfterRedisWasAway() {
    sweep(a, s -> destroyed.add(s.issuedId()));
    redis.stop();
    await().until(() -> a.store.state() == WatchedStore.State.DOWN);
    redis.restart();
    await().until(() -> a.store.state() == WatchedStore.State.UP);

    String id = shortSession(b, "x");

    await().until(() -> destroyed.contains(id));
  }

  @Test
  void closingEndsTheThread() {
    ExpirySweeper sweeper = sweep(a, s -> {});
    sweeper.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().equals("coatcheck-sweeper-a"));
  }

  private String shortSession(TestNode node, String value) {
    return session(node, value, SHORT);
  }

  private String session(TestNode node, String value, Duration maxInactive) {
    String id = newId();
    LiveSession session = node.sessions.create(id, maxInactive);
    node.request(session, s -> s.put("x", value));
    return id;
  }

  private ExpirySweeper sweep(TestNode node, SessionEvents events) {
    ExpirySweeper.Times times =
        new ExpirySweeper.Times(
            Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(5));
    String name = node == a ? "a" : "b";
    ExpirySweeper sweeper = new ExpirySweeper(name, node.store, node.sessions, events, times);
    sweeper.start();
    sweepers.add(sweeper);
    return sweeper;
  }

  private int keysOfSessions() {
    try (var probe = redis.probe()) {
      return probe.keys("cc:test:*:s:*").size();
    }
  }
}
