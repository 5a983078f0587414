package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.TestNode;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of value on two nodes over a real Redis: who only reads writes nothing, and what
 * somebody changed in place is seen elsewhere.
 */
class ChangeDetectionTest {

  private static final int ALTERNATIONS = 100;

  private static RedisServer redis;
  private static RedisProbe probe;
  private static StoredSession stored;
  private static TestNode a;
  private static TestNode b;
  private static Likeness likeness;
  private static Mutations mutations;

  static List<Sample> samples() throws Exception {
    return AttributeKindsTest.samples();
  }

  static List<Sample> lazyOnes() {
    return LazySamples.all();
  }

  static Stream<Arguments> changes() throws Exception {
    Mutations mutations = new Mutations(samples());
    List<Arguments> all = new ArrayList<>();
    for (Sample sample : samples()) {
      mutations.of(sample).forEach(mutation -> all.add(Arguments.of(sample, mutation)));
    }
    return all.stream();
  }

  /** Each comes out as c, b, a. */
  static Stream<Arguments> orders() {
    List<String> letters = List.of("c", "a", "b");
    Map<String, Integer> map = new LinkedHashMap<>();
    letters.forEach(letter -> map.put(letter, 1));
    return Stream.of(
        order(new ArrayList<>(letters), list -> list.sort(Comparator.reverseOrder())),
        order(new LinkedList<>(letters), list -> list.sort(Comparator.reverseOrder())),
        order(Arrays.asList("c", "a", "b"), list -> list.sort(Comparator.reverseOrder())),
        order(new LinkedHashSet<>(letters), set -> set.add(set.remove("a") ? "a" : "")),
        order(new ArrayDeque<>(List.of("a", "c", "b")), queue -> queue.add(queue.remove())),
        order(map, it -> it.put("a", it.remove("a"))));
  }

  @SuppressWarnings("unchecked")
  private static <T> Arguments order(T value, Mutation.TypedChange<T> change) {
    return Arguments.of(value, Mutation.of("order", (Class<T>) value.getClass(), change));
  }

  static List<Container> containers() {
    return Container.all();
  }

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.start();
    probe = redis.probe();
    stored = new StoredSession(probe);
    a = new TestNode(redis, "a");
    b = new TestNode(redis, "b");
    likeness = new Likeness();
    mutations = new Mutations(samples());
  }

  @AfterAll
  static void stop() {
    a.close();
    b.close();
    probe.close();
    redis.close();
  }

  @BeforeEach
  void startWithNothing() {
    probe.command("FLUSHDB");
    a.sessions.forgetAll();
    b.sessions.forgetAll();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readOnAnotherNodeWithoutAChangeWritesNothing(Sample sample) {
    String id = a.create(s -> s.put("it", sample.value()));
    byte[] bytes = stored.attribute("it");
    byte[] version = stored.version();
    long commits = commits();

    for (int i = 0; i < ALTERNATIONS; i++) {
      TestNode node = i % 2 == 0 ? b : a;
      if (i % 4 >= 2) {
        node.sessions.forgetAll(); // so that every other time the node decodes it anew
      }
      node.request(
          id,
          s -> {
            assertAlike(sample, sample.value(), s.attribute("it"));
            Readings.of(s.attribute("it"));
          });
    }

    assertThat(commits()).as("commits").isEqualTo(commits);
    assertThat(stored.version()).as("version").isEqualTo(version);
    assertThat(stored.attribute("it")).isEqualTo(bytes);
  }

  /** To touch it loads it, which is a change: what was loaded belongs to it from then on. */
  @ParameterizedTest
  @MethodSource("lazyOnes")
  void aLazyValueThatNobodyTouchesWritesNothing(Sample sample) {
    String id = a.create(s -> s.put("it", sample.value()));
    byte[] bytes = stored.attribute("it");
    byte[] version = stored.version();

    for (int i = 0; i < ALTERNATIONS; i++) {
      TestNode node = i % 2 == 0 ? b : a;
      if (i % 4 >= 2) {
        node.sessions.forgetAll();
      }
      node.request(
          id, s -> assertThat(sample.same().test(sample.value(), s.attribute("it"))).isTrue());
    }

    assertThat(stored.version()).as("version").isEqualTo(version);
    assertThat(stored.attribute("it")).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachKindIsChangedByThisTestOrDeclaredUnchangeable(Sample sample) {
    assertThat(FixedKinds.cannotBeChanged(sample))
        .as("add a mutation of \"%s\" to NamedMutations, or declare it in FixedKinds", sample)
        .isEqualTo(mutations.of(sample).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeInPlaceIsSeenOnTheOtherNode(Sample sample, Mutation mutation) {
    String id = a.create(s -> s.put("it", sample.value()));
    Object[] changed = new Object[1];

    b.request(
        id,
        s -> {
          changed[0] = s.attribute("it");
          mutation.apply(changed[0]);
        });

    assertThat(likeness.isAlike(sample, sample.value(), changed[0])).as("as before").isFalse();
    a.request(id, s -> assertAlike(sample, changed[0], s.attribute("it")));
    a.sessions.forgetAll();
    a.request(id, s -> assertAlike(sample, changed[0], s.attribute("it")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anotherValueInItsPlaceIsSeenOnTheOtherNode(Sample sample) {
    Sample another = OtherValues.of(sample, mutations.of(sample));
    String id = a.create(s -> s.put("it", sample.value()));

    b.request(id, s -> s.put("it", another.value()));
    a.request(id, s -> assertAlike(another, another.value(), s.attribute("it")));
    b.request(id, s -> s.put("it", sample.value()));
    a.request(id, s -> assertAlike(sample, sample.value(), s.attribute("it")));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aChangeOfTheOrderAloneIsSeenOnTheOtherNode(Object value, Mutation mutation) {
    String id = a.create(s -> s.put("it", value));

    b.request(id, s -> mutation.apply(s.attribute("it")));

    a.request(
        id,
        s ->
            assertThat(List.copyOf(elements(s.attribute("it")))).isEqualTo(List.of("c", "b", "a")));
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aChangeOfWhatIsHeldIsSeenOnTheOtherNode(Container container) {
    String id = a.create(s -> s.put("it", container.around().apply(new ArrayList<>(List.of("a")))));

    b.request(id, s -> held(container, s).add("b"));
    a.request(id, s -> assertThat(held(container, s)).containsExactly("a", "b"));
    a.request(id, s -> held(container, s).remove("a"));
    b.request(id, s -> assertThat(held(container, s)).containsExactly("b"));

    b.sessions.forgetAll();
    b.request(id, s -> assertThat(held(container, s)).containsExactly("b"));
  }

  private static Collection<?> elements(Object value) {
    return value instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> held(Container container, LiveSession session) {
    return (List<Object>) container.inside().apply(session.attribute("it"));
  }

  private static void assertAlike(Sample sample, Object in, Object out) {
    assertThat(likeness.isAlike(sample, in, out)).as("as it was left").isTrue();
  }

  private static long commits() {
    return a.counters.commits.sum() + b.counters.commits.sum();
  }
}
