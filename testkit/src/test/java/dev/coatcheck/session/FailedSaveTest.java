package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the changes of a request that was told that they are not saved. */
class FailedSaveTest {

  private final RedisServer redis = RedisServer.start();
  private final RedisLink link = RedisLink.to(URI.create(redis.uri()));
  private final TestNode a = new TestNode(link.uri().toString(), "a");
  private final TestNode b = new TestNode(redis, "b");

  @AfterEach
  void stop() {
    a.close();
    b.close();
    link.close();
    redis.close();
  }

  @Test
  void whatAnotherNodeSavedAfterwardsIsNotUndone() {
    String id = a.create(s -> s.put("size", "S"));
    fail(id, s -> s.put("size", "M"));

    b.request(id, s -> s.put("size", "L"));

    a.request(id, s -> assertThat(s.attribute("size")).isEqualTo("L"));
    b.request(id, s -> assertThat(s.attribute("size")).isEqualTo("L"));
  }

  @Test
  void whatWasSetIsNotSavedLater() {
    String id = a.create(s -> s.put("size", "S"));
    fail(id, s -> s.put("size", "M"));

    a.request(id, s -> assertThat(s.attribute("size")).isEqualTo("S"));
    b.request(id, s -> assertThat(s.attribute("size")).isEqualTo("S"));
  }

  @Test
  void whatWasChangedInPlaceIsNotSavedLater() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));
    fail(id, s -> cart(s).add("hat"));

    a.request(id, s -> assertThat(cart(s)).containsExactly("coat"));
    b.request(id, s -> assertThat(cart(s)).containsExactly("coat"));
  }

  /** What the store holds is learned by the first read that it answers, not by the first one. */
  @Test
  void aTimeoutThatWasSetIsTakenBackAlsoAfterAReadThatFailed() {
    String id = a.create(s -> s.put("size", "S"));
    Duration before = a.find(id).maxInactive();
    fail(id, s -> s.maxInactive(before.plusMinutes(5)));
    link.refuse();
    assertThatThrownBy(() -> a.find(id)).isInstanceOf(StoreUnavailableException.class);
    link.restore();

    a.request(id, s -> assertThat(s.maxInactive()).isEqualTo(before));
  }

  /** It may have built upon what was changed. */
  @Test
  void nothingIsTakenBackWhileAnotherRequestIsAtWork() {
    String id = a.create(s -> s.put("cart", new ArrayList<>(List.of("coat"))));
    LiveSession other = a.find(id);
    other.enter();
    fail(id, s -> cart(s).add("hat"));

    assertThat(cart(a.find(id))).containsExactly("coat", "hat");
    a.sessions.save(other, Deadline.in(Duration.ofMinutes(1)), SavePoint.LAST);
    other.leave();
    b.request(id, s -> assertThat(cart(s)).containsExactly("coat", "hat"));
  }

  /** A request on node a that loses Redis before it saves. */
  private void fail(String id, TestNode.Work work) {
    LiveSession session = a.find(id);
    session.enter();
    work.on(session);
    link.refuse();
    Deadline deadline = Deadline.in(Duration.ofMillis(500));
    assertThatThrownBy(() -> a.sessions.save(session, deadline, SavePoint.BEFORE_COMMIT))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> a.sessions.save(session, deadline, SavePoint.LAST))
        .isInstanceOf(StoreUnavailableException.class);
    session.leave();
    link.restore();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> cart(LiveSession session) {
    return (List<Object>) session.attribute("cart");
  }
}
