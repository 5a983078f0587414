package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.AttributeCodec.Decoded;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session that is only read must not look changed: what a node decodes it encodes to the same
 * bytes each time, or the codec says that it may not.
 */
class RepeatabilityTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void mapsOfStringsWithAnyHistoryAreRepeatable(long seed) {
    Random random = new Random(seed);
    List<Map<Object, Object>> maps =
        List.of(
            new HashMap<>(),
            new HashMap<>(4096),
            new HashMap<>(1, 20f),
            new LinkedHashMap<>(),
            new Hashtable<>(3),
            new ConcurrentHashMap<>(),
            new ConcurrentHashMap<>(4096));
    for (Map<Object, Object> map : maps) {
      live(map, random, number -> "key" + number);
      assertRepeatable(map);
      assertRepeatable(new HashSet<>(map.keySet()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mapsOfStringsWithEqualHashesAreRepeatable(long seed) {
    assertThat(colliding(1).hashCode()).isEqualTo(colliding(511).hashCode());
    for (Map<Object, Object> map :
        List.<Map<Object, Object>>of(
            new HashMap<>(), new HashMap<>(1024), new ConcurrentHashMap<>(), new Hashtable<>())) {
      live(map, new Random(seed), RepeatabilityTest::colliding);
      assertRepeatable(map);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mapsOfOtherKeysWithContentAreRepeatable(long seed) {
    List<Function<Integer, Object>> keys =
        List.of(
            number -> number,
            number -> (long) number * number,
            number -> new UUID(number, number),
            number -> TimeUnit.values()[number % 7],
            number -> new Key("k" + number, number, TimeUnit.DAYS),
            number -> java.time.LocalDate.ofEpochDay(number));
    for (Function<Integer, Object> key : keys) {
      Map<Object, Object> map = new HashMap<>();
      live(map, new Random(seed), key);
      assertRepeatable(map);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 12, 13, 24, 25, 48, 96, 97, 1536, 5000})
  void naturallyGrownMapsEncodeToTheVeryBytesTheyCameFrom(int size) {
    for (Map<Object, Object> map :
        List.<Map<Object, Object>>of(
            new HashMap<>(), new LinkedHashMap<>(), new Hashtable<>(), new ConcurrentHashMap<>())) {
      for (int i = 0; i < size; i++) {
        map.put("some key " + i * 7919, i);
      }
      byte[] bytes = codec.encode("a", map);
      byte[] again = codec.encode("a", codec.decode("a", bytes).value());

      assertThat(codec.encode("a", codec.decode("a", again).value())).isEqualTo(again);
      if (!(map instanceof Hashtable) && !(map instanceof ConcurrentHashMap)) {
        assertThat(again).isEqualTo(bytes);
      }
    }
  }

  @Test
  void keysThatHashByIdentityAreNotRepeatable() {
    assertNotRepeatable(new HashSet<>(List.of(new ByIdentity())));
    assertNotRepeatable(Map.of(new ByIdentity(), 1));
    assertNotRepeatable(Set.of(new ByIdentity(), new ByIdentity()));
    assertNotRepeatable(new ConcurrentHashMap<>(Map.of(new ByIdentity(), 1)));
    assertNotRepeatable(new Hashtable<>(Map.of(new ByIdentity(), 1)));
    assertNotRepeatable(new HashSet<>(List.of(new byte[] {1}, new byte[] {2})));
    assertNotRepeatable(new HashSet<>(List.of(new Holder(new ByIdentity()))));
    assertNotRepeatable(new ArrayList<>(List.of("deep", new HashSet<>(Set.of(new ByIdentity())))));
  }

  @Test
  void mapsByIdentityOrWeakMapsAreNotRepeatable() {
    assertNotRepeatable(new IdentityHashMap<>(Map.of("a", 1)));
    assertNotRepeatable(new WeakHashMap<>(Map.of("a", 1)));
    assertNotRepeatable(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  @Test
  void javaSerializationIsNotRepeatable() {
    assertNotRepeatable(new IllegalStateException("a"));
    assertNotRepeatable(HookSamples.Single.INSTANCE);
  }

  @Test
  void manyUnorderedKeysOfOneHashAreNotRepeatable() {
    Map<Object, Object> few = new HashMap<>();
    Map<Object, Object> many = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      (i < 5 ? few : many).put(new SameHash(i), i);
    }

    assertThat(codec.decode("a", codec.encode("a", few)).repeatable()).isTrue();
    assertThat(codec.decode("a", codec.encode("a", many)).repeatable()).isFalse();
  }

  @Test
  void orderedCollectionsOfObjectsThatHashByIdentityAreRepeatable() {
    assertRepeatable(new ArrayList<>(List.of(new ByIdentity(), new ByIdentity())));
    assertRepeatable(new java.util.LinkedHashSet<>(List.of(new ByIdentity(), new ByIdentity())));
    assertRepeatable(new HashMap<>(Map.of("a", new ByIdentity())));
  }

  private void assertRepeatable(Object value) {
    byte[] bytes = codec.encode("a", value);
    Decoded decoded = codec.decode("a", bytes);
    assertThat(decoded.repeatable()).isTrue();
    byte[] first = codec.encode("a", decoded.value());
    for (int i = 0; i < 3; i++) {
      assertThat(codec.encode("a", codec.decode("a", bytes).value())).isEqualTo(first);
      assertThat(codec.encode("a", decoded.value())).isEqualTo(first);
    }
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      assertThat(codec.decode("a", first).value()).isInstanceOf(value.getClass());
    }
  }

  private void assertNotRepeatable(Object value) {
    assertThat(codec.decode("a", codec.encode("a", value)).repeatable()).isFalse();
  }

  /** Puts, removes and puts again, as a session's map is used. */
  private static void live(
      Map<Object, Object> map, Random random, Function<Integer, Object> keyOf) {
    int range = 1 + random.nextInt(300);
    for (int i = 0; i < 3 * range; i++) {
      Object key = keyOf.apply(random.nextInt(range));
      if (random.nextInt(3) == 0) {
        map.remove(key);
      } else {
        map.put(key, i);
      }
    }
    map.put(keyOf.apply(0), "at least one");
  }

  /** Strings of one hash: "Aa" and "BB" hash alike, so do their sequences. */
  private static Object colliding(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 9; bit++) {
      key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }

  static final class ByIdentity implements Serializable {
    int content = 1;
  }

  record Key(String text, int number, TimeUnit unit) {}

  record Holder(Object any) {}

  record SameHash(int number) {
    @Override
    public int hashCode() {
      return 42;
    }
  }
}
