package dev.coatcheck.session;

import static dev.coatcheck.session.TestNode.deadline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.testkit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of attributes that cannot be read or stored, over a real Redis. */
class AttributePolicyTest {

  private static final Logger LOGGER = Logger.getLogger("dev.coatcheck.session");
  private static RedisServer redis;

  private final Log log = new Log();
  private final List<TestNode> nodes = new ArrayList<>();
  private TestNode other;
  private String id;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void makeSessionWithSpoiltAttributes() {
    LOGGER.addHandler(log);
    try (var probe = redis.probe()) {
      probe.command("FLUSHALL");
    }
    other = node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);
    id =
        other.create(
            s -> {
              s.put("good", "x");
              s.put("bad", "y");
              s.put("worse", "z");
            });
    spoil(Field.ofAttribute("bad"));
    spoil(Field.ofAttribute("worse"));
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(log);
    nodes.forEach(TestNode::close);
  }

  @Test
  void failThrowsWhereItIsAskedForAndNowhereElse() {
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);

    node.request(
        id,
        s -> {
          assertThatThrownBy(() -> s.attribute("bad"))
              .isInstanceOf(UnreadableAttributeException.class)
              .hasMessageContaining("\"bad\"");
          assertThat(s.attribute("good")).isEqualTo("x");
          s.put("good", "changed");
        });

    other.request(id, s -> assertThat(s.attribute("good")).isEqualTo("changed"));
    assertThat(stored()).contains("bad", "worse");
  }

  @Test
  void keepReadsAsAbsentAndLeavesTheBytes() {
    TestNode node = node(UnreadableAttributes.KEEP, UnstorableAttributes.LOCAL);

    node.request(
        id,
        s -> {
          assertThat(s.attribute("bad")).isNull();
          s.put("good", "changed");
        });

    assertThat(stored()).contains("bad", "worse");
    node.request(id, s -> s.put("bad", "new"));
    node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL)
        .request(id, s -> assertThat(s.attribute("bad")).isEqualTo("new"));
  }

  @Test
  void dropReadsAsAbsentAndRemovesWhatWasAskedForOnly() {
    TestNode node = node(UnreadableAttributes.DROP, UnstorableAttributes.LOCAL);

    node.request(
        id,
        s -> {
          assertThat(s.attribute("bad")).isNull();
          assertThat(s.attributeNames()).containsExactlyInAnyOrder("good", "worse");
        });

    assertThat(stored()).contains("good", "worse").doesNotContain("bad");
    assertThat(node.counters.unreadableAttributes.sum()).isEqualTo(1);
    assertThat(log.warnings()).singleElement().asString().contains("removed from its session");
  }

  @Test
  void dropSparesWhatAnotherNodeHasReplacedMeanwhile() {
    TestNode node = node(UnreadableAttributes.DROP, UnstorableAttributes.LOCAL);
    LiveSession session = node.find(id);
    node.request(session, s -> s.attribute("good")); // now it holds the spoilt bytes
    other.request(id, s -> s.put("bad", "replaced"));

    node.request(id, s -> assertThat(s.attribute("bad")).isEqualTo("replaced"));

    assertThat(stored()).contains("bad");
  }

  @Test
  void whatCannotBeReadIsToldOncePerReasonAndCountedEachTime() {
    TestNode node = node(UnreadableAttributes.KEEP, UnstorableAttributes.LOCAL);

    for (int i = 0; i < 3; i++) {
      node.request(
          id,
          s -> {
            assertThat(s.attribute("bad")).isNull();
            assertThat(s.attribute("worse")).isNull();
          });
    }

    assertThat(node.counters.unreadableAttributes.sum()).isEqualTo(6);
    assertThat(log.warnings()).singleElement().asString().contains("bytes stay in the store");
  }

  @Test
  void whatCannotBeStoredIsToldOncePerReasonAndCountedEachTime() {
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);

    for (String name : List.of("first", "second", "third")) {
      node.request(
          id,
          s -> {
            s.put(name, new Thread());
            s.put("good", name);
          });
    }

    assertThat(node.counters.unstorableAttributes.sum()).isEqualTo(3);
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains("\"first\" of java.lang.Thread cannot be stored", "this node only");
    other.request(id, s -> assertThat(s.attribute("good")).isEqualTo("third"));
  }

  @Test
  void refuseFailsTheSaveThatWouldLoseTheAttribute() {
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.REFUSE);

    assertThatThrownBy(() -> node.request(id, s -> s.put("own", new Thread())))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"own\" of java.lang.Thread");
  }

  @Test
  void whatMakesTheSessionTooLargeStaysOnItsNodeTheLargestFirst() {
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);

    node.request(
        id,
        s -> {
          s.put("large", new byte[3 << 20]);
          s.put("larger", new byte[(3 << 20) + 1]);
          s.put("largest", new byte[(3 << 20) + 2]);
          s.put("good", "changed");
        });

    assertThat(stored()).contains("large", "larger", "good").doesNotContain("largest");
    assertThat(log.warnings())
        .singleElement()
        .asString()
        .contains(
            "\"largest\" of [B cannot be stored", "more than 8388608 bytes", "maxSessionSize");
    node.request(id, s -> assertThat(s.attribute("largest")).isInstanceOf(byte[].class));
    other.request(id, s -> assertThat(s.attribute("largest")).isNull());
  }

  @Test
  void aSessionThatIsTooLargeAlreadyMayShrink() {
    other.request(
        id,
        s -> {
          s.put("large", new byte[3 << 20]);
          s.put("larger", new byte[4_000_000]);
        });
    inflate(Field.ofAttribute("good"), 3 << 20);
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.REFUSE);

    node.request(id, s -> s.put("large", new byte[2 << 20]));
    assertThatThrownBy(() -> node.request(id, s -> s.put("large", new byte[3 << 20])))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("\"large\"")
        .hasMessageContaining("maxSessionSize");
    node.request(id, s -> s.remove("larger"));
    node.request(id, s -> s.put("large", new byte[3 << 20]));

    other.request(id, s -> assertThat((byte[]) s.attribute("large")).hasSize(3 << 20));
  }

  @Test
  void anUnreadableAttributeStopsNeitherANewIdNorTheEnd() {
    TestNode node = node(UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);
    String newId = TestNode.newId();
    while (!node.sessions.mayBecome(node.find(id), newId)) {
      newId = TestNode.newId();
    }
    String changed = newId;

    node.request(id, s -> node.sessions.changeId(s, changed, deadline()));
    node.request(
        changed,
        s -> {
          assertThatThrownBy(() -> s.attribute("bad"))
              .isInstanceOf(UnreadableAttributeException.class);
          assertThat(node.sessions.invalidate(s, deadline())).isTrue();
        });

    assertThat(other.knows(changed)).isFalse();
  }

  private TestNode node(UnreadableAttributes unreadable, UnstorableAttributes unstorable) {
    TestNode node = new TestNode(redis, "node" + nodes.size(), 64 << 20, unreadable, unstorable);
    nodes.add(node);
    return node;
  }

  /** The names of the attributes in Redis. */
  private static List<String> stored() {
    try (var probe = redis.probe()) {
      return probe.keys("cc:test:*:s:*").stream()
          .flatMap(key -> probe.hash(key).keySet().stream())
          .filter(Field::isAttribute)
          .map(Field::nameOf)
          .toList();
    }
  }

  private static void spoil(String field) {
    store(field, new byte[] {1, 1, 0, 99, 99, 99});
  }

  /** As if a node with a higher limit had stored it. */
  private static void inflate(String field, int length) {
    store(field, new byte[length]);
  }

  private static void store(String field, byte[] bytes) {
    try (var probe = redis.probe()) {
      String key =
          probe.keys("cc:test:*:s:*").stream()
              .filter(k -> probe.hash(k).containsKey(field))
              .findFirst()
              .orElseThrow();
      probe.command("HSET", key, field, bytes);
    }
  }

  /** What was told to the operator. */
  private static final class Log extends Handler {

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    List<String> warnings() {
      return warnings;
    }

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel() == Level.WARNING) {
        warnings.add(logged.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
