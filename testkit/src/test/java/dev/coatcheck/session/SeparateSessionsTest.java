package dev.coatcheck.session;

import static dev.coatcheck.session.TestNode.HALF_HOUR;
import static dev.coatcheck.session.TestNode.deadline;
import static dev.coatcheck.session.TestNode.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of which each request has an object of its own, over a real Redis. */
class SeparateSessionsTest {

  private static RedisServer redis;
  private TestNode node;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void startNode() {
    node = new TestNode(redis, "a");
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void eachIsAnObjectOfItsOwnAndTheNodeKeepsNone() {
    LiveSession created = create("name", "value");

    LiveSession first = find(created.id());
    LiveSession second = find(created.id());

    assertThat(first).isNotSameAs(second).isNotSameAs(created);
    assertThat(second.attribute("name")).isEqualTo("value");
    assertThat(second.createdAt()).isEqualTo(created.createdAt());
    assertThat(node.sessions.localSessions()).isEmpty();
    assertThat(node.counters.created.sum()).isEqualTo(1);
  }

  @Test
  void whatTwoOfThemChangeIsInTheStoreAfterwards() {
    SessionId id = create("list", new ArrayList<>(List.of("coat"))).id();
    LiveSession first = find(id);
    LiveSession second = find(id);

    @SuppressWarnings("unchecked")
    List<String> list = (List<String>) Objects.requireNonNull(first.attribute("list"));
    list.add("hat");
    second.put("other", "scarf");

    assertThat(save(second)).isEqualTo(SaveResult.SAVED);
    assertThat(save(first)).isEqualTo(SaveResult.SAVED);
    assertThat(find(id).attribute("list")).isEqualTo(List.of("coat", "hat"));
    assertThat(find(id).attribute("other")).isEqualTo("scarf");
  }

  @Test
  void aNewIdMakesItNoObjectOfTheNode() {
    LiveSession session = create("name", "value");
    String other = newId();
    while (!node.sessions.mayBecome(session, other)) {
      other = newId();
    }
    SessionId old = session.id();

    node.sessions.changeId(session, other, deadline());

    assertThat(session.issuedId()).isEqualTo(other);
    assertThat(node.sessions.localSessions()).isEmpty();
    assertThat(node.sessions.separate().find(old, deadline())).isNull();
    assertThat(find(session.id()).attribute("name")).isEqualTo("value");
  }

  @Test
  void oneThatIsEndedByItsIdStaysEnded() {
    SessionId id = create("name", "value").id();
    LiveSession inUse = find(id);

    assertThat(node.sessions.separate().invalidate(id, deadline())).isTrue();

    assertThat(node.sessions.separate().invalidate(id, deadline())).isFalse();
    inUse.put("name", "late");
    assertThat(save(inUse)).isEqualTo(SaveResult.GONE);
    assertThat(node.sessions.separate().find(id, deadline())).isNull();
    assertThat(node.counters.invalidated.sum()).isEqualTo(1);
  }

  private LiveSession create(String name, Object value) {
    Instant longAgo = Instant.parse("2001-02-03T04:05:06.789Z");
    LiveSession session = node.sessions.separate().create(newId(), longAgo, HALF_HOUR);
    session.put(name, value);
    assertThat(save(session)).isEqualTo(SaveResult.SAVED);
    return session;
  }

  private LiveSession find(SessionId id) {
    return Objects.requireNonNull(node.sessions.separate().find(id, deadline()));
  }

  private SaveResult save(LiveSession session) {
    return node.sessions.save(session, deadline(), SavePoint.LAST);
  }
}
