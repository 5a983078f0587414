package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.TestNode;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two versions of an application side by side on two nodes over a real Redis. Each has a class that
 * the other one lacks, and the cart's class changed in between.
 */
class RollingDeploymentTest {

  private static final String OLDER =
      """
      class App {
        static class Cart {
          java.util.List<String> items = new java.util.ArrayList<>();
          String coupon = "c1";
        }
        static class OnlyOlder { int n = 1; }
        static Object cart() { return new Cart(); }
        static Object ownOnly() { return new OnlyOlder(); }
        static String show(Object o) { return ((Cart) o).items + " " + ((Cart) o).coupon; }
        static String showOwn(Object o) { return "older " + ((OnlyOlder) o).n; }
        static void change(Object o) { ((Cart) o).items.add("hat"); ((Cart) o).coupon = "c3"; }
      }
      """;

  private static final String NEWER =
      """
      class App {
        static class Cart {
          Discount discount = new Discount();
          java.util.List<String> items = new java.util.ArrayList<>();
          long total = 7;
        }
        static class Discount { int percent = 5; }
        static class OnlyNewer { int n = 2; }
        static Object cart() { return new Cart(); }
        static Object ownOnly() { return new OnlyNewer(); }
        static String show(Object o) {
          Cart cart = (Cart) o;
          int percent = cart.discount == null ? -1 : cart.discount.percent;
          return cart.items + " " + percent + " " + cart.total;
        }
        static String showOwn(Object o) { return "newer " + ((OnlyNewer) o).n; }
        static void change(Object o) { ((Cart) o).items.add("coat"); ((Cart) o).total = 8; }
      }
      """;

  @TempDir private static Path directory;
  private static RedisServer redis;
  private static RedisProbe probe;
  private static StoredSession stored;
  private Version older;
  private Version newer;

  /** Which of the two wrote first. */
  enum From {
    OLDER,
    NEWER
  }

  /** An application's version on its node. */
  private record Version(Release release, TestNode node) implements AutoCloseable {

    static Version start(String name, String source) {
      Release release = Release.of(directory.resolve(name), source);
      return new Version(
          release,
          new TestNode(
              redis.uri(),
              name,
              64 << 20,
              release.codec(),
              UnreadableAttributes.FAIL,
              UnstorableAttributes.LOCAL));
    }

    Object make(String what) {
      return release.call(what, new Class<?>[0]);
    }

    String show(Object value) {
      return release.show(value);
    }

    String showOwn(Object value) {
      return (String) release.call("showOwn", new Class<?>[] {Object.class}, value);
    }

    void change(Object value) {
      release.call("change", new Class<?>[] {Object.class}, value);
    }

    @Override
    public void close() throws IOException {
      node.close();
      release.close();
    }
  }

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
    probe = redis.probe();
    stored = new StoredSession(probe);
  }

  @AfterAll
  static void stopRedis() {
    probe.close();
    redis.close();
  }

  @BeforeEach
  void startNodes() {
    probe.command("FLUSHDB");
    older = Version.start("older", OLDER);
    newer = Version.start("newer", NEWER);
  }

  @AfterEach
  void stopNodes() throws IOException {
    older.close();
    newer.close();
  }

  @ParameterizedTest
  @EnumSource
  void requestsThatDoNotTouchTheUnreadableAttributeWork(From from) {
    String id = create(from);
    byte[] bytes = stored.attribute("own");

    for (int i = 0; i < 5; i++) {
      int number = i;
      reader(from)
          .node
          .request(
              id,
              s -> {
                assertThat(s.attributeNames()).contains("own");
                assertThat(s.attribute("name")).isEqualTo("Ann");
                s.put("count", number);
              });
    }

    assertThat(stored.attribute("own")).isEqualTo(bytes);
    writer(from)
        .node
        .request(
            id,
            s -> {
              assertThat(s.attribute("count")).isEqualTo(4);
              assertThat(writer(from).showOwn(s.attribute("own")))
                  .isEqualTo(from == From.OLDER ? "older 1" : "newer 2");
            });
  }

  @ParameterizedTest
  @EnumSource
  void theUnreadableAttributeIsRefusedByNameAndStaysAsItIs(From from) {
    String id = create(from);
    byte[] bytes = stored.attribute("own");

    for (int i = 0; i < 5; i++) {
      if (i == 3) {
        reader(from).node.sessions.forgetAll();
      }
      reader(from).node.request(id, this::assertOwnIsRefused);
    }
    reader(from)
        .node
        .request(
            id,
            s -> {
              assertOwnIsRefused(s);
              s.put("count", 1);
            });

    assertThat(stored.attribute("own")).isEqualTo(bytes);
    writer(from)
        .node
        .request(id, s -> assertThat(writer(from).showOwn(s.attribute("own"))).isNotEmpty());
    assertThat(reader(from).node.counters.commits.sum()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatBothCanReadIsNotRewrittenByEither(From from) {
    String id = create(from);
    byte[] bytes = stored.attribute("cart");
    byte[] version = stored.version();

    for (int i = 0; i < 20; i++) {
      Version reading = i % 2 == 0 ? older : newer;
      if (i % 4 >= 2) {
        reading.node.sessions.forgetAll();
      }
      reading.node.request(id, s -> assertThat(reading.show(s.attribute("cart"))).startsWith("[]"));
    }
    assertThat(stored.version()).isEqualTo(version);

    for (int i = 0; i < 20; i++) {
      int number = i;
      Version reading = i % 2 == 0 ? older : newer;
      reading.node.request(
          id,
          s -> {
            assertThat(reading.show(s.attribute("cart"))).startsWith("[]");
            s.put("count", number);
          });
    }
    assertThat(stored.attribute("cart")).isEqualTo(bytes);
    assertThat(older.node.counters.commits.sum() + newer.node.counters.commits.sum())
        .isEqualTo(1 + 20);
  }

  @ParameterizedTest
  @EnumSource
  void aRealChangeIsSeenByTheOtherVersionWithTheFieldsThatBothKnow(From from) {
    String id = create(from);

    newer.node.request(id, s -> newer.change(s.attribute("cart")));
    older.node.request(id, s -> assertThat(older.show(s.attribute("cart"))).startsWith("[coat] "));
    older.node.request(id, s -> older.change(s.attribute("cart")));
    newer.node.request(
        id,
        // what the older version does not know has its default: nobody stored it any more
        s -> assertThat(newer.show(s.attribute("cart"))).isEqualTo("[coat, hat] -1 0"));
    newer.node.request(id, s -> newer.change(s.attribute("cart")));
    older.node.request(
        id, s -> assertThat(older.show(s.attribute("cart"))).isEqualTo("[coat, hat, coat] null"));
  }

  @ParameterizedTest
  @EnumSource
  void aSessionWithAnUnreadableAttributeCanGetANewId(From from) {
    String id = create(from);
    byte[] bytes = stored.attribute("own");
    TestNode node = reader(from).node;
    LiveSession session = node.find(id);
    String changed =
        Stream.generate(TestNode::newId)
            .filter(next -> node.sessions.mayBecome(session, next))
            .findFirst()
            .orElseThrow();

    node.sessions.changeId(session, changed, TestNode.deadline());
    node.request(changed, s -> s.put("count", 1));

    assertThat(writer(from).node.knows(id)).isFalse();
    writer(from)
        .node
        .request(
            changed,
            s -> {
              assertThat(writer(from).showOwn(s.attribute("own"))).isNotEmpty();
              assertThat(s.attribute("count")).isEqualTo(1);
            });
    assertThat(probe.keys("cc:test:*:s:*"))
        .anySatisfy(key -> assertThat(probe.bytes("HGET", key, "@own")).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource
  void aSessionWithAnUnreadableAttributeCanBeInvalidated(From from) {
    String id = create(from);
    LiveSession session = reader(from).node.find(id);

    assertThatThrownBy(() -> session.attribute("own"))
        .isInstanceOf(UnreadableAttributeException.class);
    assertThat(reader(from).node.sessions.invalidate(session, TestNode.deadline())).isTrue();

    assertThat(writer(from).node.knows(id)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void settingTheUnreadableAttributeReplacesItAndRemovingRemovesIt(From from) {
    String id = create(from);

    reader(from).node.request(id, s -> s.put("own", List.of("replaced")));
    writer(from)
        .node
        .request(id, s -> assertThat(s.attribute("own")).isEqualTo(List.of("replaced")));
    writer(from).node.request(id, s -> s.put("own", writer(from).make("ownOnly")));
    reader(from).node.request(id, s -> assertThat(s.remove("own")).isNull());
    writer(from).node.request(id, s -> assertThat(s.attributeNames()).doesNotContain("own"));
    assertThat(stored.attribute("own")).isNull();
  }

  private String create(From from) {
    Version writer = writer(from);
    return writer.node.create(
        s -> {
          s.put("own", writer.make("ownOnly"));
          s.put("cart", writer.make("cart"));
          s.put("name", "Ann");
        });
  }

  private void assertOwnIsRefused(LiveSession session) {
    assertThatThrownBy(() -> session.attribute("own"))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageContaining("\"own\"")
        .hasMessageContaining("App$Only")
        .hasMessageContaining("is missing in this version");
  }

  private Version writer(From from) {
    return from == From.OLDER ? older : newer;
  }

  private Version reader(From from) {
    return from == From.OLDER ? newer : older;
  }
}
