package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.TestNode;
import dev.coatcheck.testkit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What looking for changes costs: encodings, of which each request has two saves. */
class EncodingsTest {

  private static final int SAVES = 2;

  private static RedisServer redis;
  private static TestNode a;
  private static TestNode b;

  static List<Sample> unchangeable() throws Exception {
    return AttributeKindsTest.samples().stream()
        .filter(sample -> FixedKinds.contains(sample.value()))
        .toList();
  }

  static List<Sample> changeable() throws Exception {
    return AttributeKindsTest.samples().stream()
        .filter(sample -> !FixedKinds.contains(sample.value()))
        .toList();
  }

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    a = new TestNode(redis, "a");
    b = new TestNode(redis, "b");
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("unchangeable")
  void whatCannotChangeIsEncodedWhenItIsSetAndNeverAgain(Sample sample) {
    long before = encodings(a);
    String id = a.create(s -> s.put("it", sample.value()));
    assertThat(encodings(a) - before).as("when it is set").isEqualTo(1);

    long onA = encodings(a);
    long onB = encodings(b);
    for (int i = 0; i < 5; i++) {
      a.request(id, s -> assertThat(s.attribute("it")).isNotNull());
      b.request(id, s -> assertThat(s.attribute("it")).isNotNull());
    }

    assertThat(encodings(a) - onA).as("where it was set").isZero();
    assertThat(encodings(b) - onB).as("where it was decoded").isZero();
  }

  @ParameterizedTest
  @MethodSource("changeable")
  void whatMayHaveChangedIsEncodedOnceForEachSave(Sample sample) {
    String id = a.create(s -> s.put("it", sample.value()));
    b.request(id, s -> assertThat(s.attribute("it")).isNotNull());

    long onB = encodings(b);
    b.request(id, s -> assertThat(s.attribute("it")).isNotNull());
    assertThat(encodings(b) - onB).as("where it was decoded").isEqualTo(SAVES);

    long onA = encodings(a);
    a.request(id, s -> assertThat(s.attribute("it")).isNotNull());
    assertThat(encodings(a) - onA).as("where it was set").isEqualTo(SAVES);
  }

  @Test
  void theCostIsThatOfWhatIsHandedOut() {
    String id =
        a.create(
            s -> {
              for (int i = 0; i < 50; i++) {
                s.put("list" + i, new ArrayList<>(List.of(i)));
              }
            });

    for (TestNode node : List.of(a, b)) {
      for (int wanted = 0; wanted < 5; wanted++) {
        int handedOut = wanted;
        long encodings = encodings(node);
        long decodings = node.codec.decodings.sum();
        node.request(
            id,
            s -> {
              for (int i = 0; i < handedOut; i++) {
                assertThat(s.attribute("list" + i)).isEqualTo(List.of(i));
              }
            });
        assertThat(encodings(node) - encodings).as("encodings").isEqualTo(SAVES * handedOut);
        assertThat(node.codec.decodings.sum() - decodings).as("decodings").isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void changingOneAttributeCostsNothingForTheOthers() {
    String id =
        a.create(
            s -> {
              for (int i = 0; i < 50; i++) {
                s.put("list" + i, new ArrayList<>(List.of(i)));
              }
            });
    long encodings = encodings(b);

    b.request(id, s -> s.put("list7", new ArrayList<>(List.of("new"))));

    // until two images are equal, and once more in the second save
    assertThat(encodings(b) - encodings).isLessThanOrEqualTo(3);
  }

  private static long encodings(TestNode node) {
    return node.codec.encodings.sum();
  }
}
