package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.UnstorableAttributeException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views stay as changeable as they were, and views of what is stored with them. */
class ViewsTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  static Stream<Map<String, Integer>> maps() {
    return Stream.<Map<String, Integer>>of(
            new HashMap<>(),
            new LinkedHashMap<>(),
            new TreeMap<>(),
            new ConcurrentHashMap<>(),
            new ConcurrentSkipListMap<>(),
            new IdentityHashMap<>(),
            new Hashtable<>(),
            Collections.synchronizedMap(new HashMap<>()))
        .map(ViewSamples::fill);
  }

  /** Without the one in which a string that came back is another key. */
  static Stream<Map<String, Integer>> mapsOfEqualKeys() {
    return maps().filter(map -> !(map instanceof IdentityHashMap));
  }

  static Stream<List<String>> lists() {
    List<String> words = List.of("a", "b", "c", "d");
    return Stream.of(
        new ArrayList<>(words),
        new LinkedList<>(words),
        new Vector<>(words),
        new CopyOnWriteArrayList<>(words),
        Collections.synchronizedList(new ArrayList<>(words)));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void aViewStaysOneOfTheMapThatIsStoredWithIt(Map<String, Integer> map) {
    List<Object> parts = List.of(map.keySet(), map.values(), map.entrySet());

    assertShows(copy(new ArrayList<>(List.of(map, parts))), 0, 1);
    assertShows(copy(new ArrayList<>(List.of(parts, map))), 1, 0);
    assertShows(copy(new ArrayList<>(List.of(parts, List.of(map.keySet()), map, parts))), 2, 3);
  }

  private static void assertShows(List<?> back, int mapAt, int viewsAt) {
    @SuppressWarnings("unchecked")
    Map<String, Integer> map = (Map<String, Integer>) back.get(mapAt);
    List<?> views = (List<?>) back.get(viewsAt);

    assertThat(views.get(0)).isSameAs(map.keySet());
    assertThat(views.get(1)).isSameAs(map.values());
    assertThat(views.get(2)).isSameAs(map.entrySet());
    map.put("d", 4);
    assertThat((Collection<?>) views.get(1)).anyMatch(value -> value.equals(4));
  }

  @Test
  void aViewOfAMapOfConstantsStaysOneOfIt() {
    EnumMap<Thread.State, Integer> map = new EnumMap<>(Map.of(Thread.State.NEW, 1));

    List<?> back = copy(new ArrayList<>(List.of(map.values(), map, map.keySet())));

    assertThat(back.get(0)).isSameAs(((EnumMap<?, ?>) back.get(1)).values());
    assertThat(back.get(2)).isSameAs(((EnumMap<?, ?>) back.get(1)).keySet());
  }

  @Test
  void propertiesAreLockedAndShownByTheirKeys() {
    Properties properties = new Properties();
    properties.setProperty("a", "1");

    List<?> back = copy(new ArrayList<>(List.of(properties.keySet(), properties)));
    ((Properties) back.get(1)).setProperty("b", "2");

    assertThat((Set<?>) back.get(0)).hasSize(2).hasSameClassAs(properties.keySet());
  }

  @Test
  void anUnmodifiableViewStaysOneOfTheMap() {
    Map<String, Integer> map = ViewSamples.fill(new HashMap<>());
    Map<String, Integer> unmodifiable = Collections.unmodifiableMap(map);

    List<?> back =
        copy(new ArrayList<>(List.of(unmodifiable.keySet(), unmodifiable.entrySet(), map)));
    ((Map<?, ?>) back.get(2)).clear();

    assertThat((Set<?>) back.get(0)).isEmpty();
    assertThat((Set<?>) back.get(1)).isEmpty();
  }

  @Test
  void aMapMayHoldItsViewsAndTheyMayLeadBackToIt() {
    Map<String, Object> map = new HashMap<>();
    Page page = new Page(map.keySet(), map);
    map.put("keys", map.keySet());
    map.put("page", page);

    Map<?, ?> back = copy(map);
    assertThat(back.get("keys")).isSameAs(back.keySet());
    assertThat(((Page) back.get("page")).map).isSameAs(back);

    map.remove("keys");
    Page pageBack = copy(page);
    assertThat(pageBack.keys).isSameAs(pageBack.map.keySet());
    assertThat(pageBack.map.get("page")).isSameAs(pageBack);
  }

  @Test
  void whatAViewShowsMayLeadBackToIt() {
    Page self = new Page(null, null);
    Map<Page, String> map = new HashMap<>(Map.of(self, "value"));
    self.keys = map.keySet();
    Page list = new Page(null, null);
    list.keys = new ArrayList<>(List.of(list, "b")).subList(0, 2);

    Page selfBack = copy(self);
    Page listBack = copy(list);

    assertThat((Object) selfBack.keys.iterator().next()).isSameAs(selfBack);
    assertThat(selfBack.keys.contains(selfBack)).isTrue();
    assertThat((Object) listBack.keys.iterator().next()).isSameAs(listBack);
  }

  @Test
  void aViewThatIsMetBeforeItsMapAndWithinItIsRefused() {
    Map<String, Object> map = new HashMap<>();
    map.put("keys", map.keySet());

    assertThatThrownBy(() -> codec.encode("cart", new ArrayList<>(List.of(map.keySet(), map))))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining(map.keySet().getClass().getName() + " contains itself");
  }

  @ParameterizedTest
  @MethodSource("mapsOfEqualKeys")
  void aViewWithoutItsMapCanBeRemovedFrom(Map<String, Integer> map) {
    Set<String> keys = copy(map.keySet());
    Collection<Integer> values = copy(map.values());
    Set<Map.Entry<String, Integer>> entries = copy(map.entrySet());

    keys.remove("a");
    values.remove(1);
    entries.removeIf(entry -> entry.getKey().equals("a"));

    assertThat(keys).containsExactlyInAnyOrder("b", "c");
    assertThat(values).containsExactlyInAnyOrder(2, 3);
    assertThat(entries).extracting(Map.Entry::getValue).containsExactlyInAnyOrder(2, 3);
    assertThatThrownBy(() -> keys.add("d")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> values.add(4)).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aSubListCanBeChangedInAllWays(List<String> list) {
    List<String> back = copy(list.subList(1, 3));

    back.add("x");
    back.set(0, "y");
    back.remove("c");
    back.add(0, "z");

    assertThat(back).containsExactly("z", "y", "x").hasSameClassAs(list.subList(1, 3));
    back.clear();
    assertThat(back).isEmpty();
  }

  @Test
  void aSubListOfAnArrayKeepsItsSize() {
    List<String> back = copy(Arrays.asList("a", "b", "c").subList(1, 3));

    back.set(0, "x");

    assertThat(back).containsExactly("x", "c");
    assertThatThrownBy(() -> back.add("d")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatCannotBeChangedStaysSo() {
    for (Collection<?> view :
        List.of(
            List.of("a", "b", "c").subList(0, 2),
            Stream.of("a", "b").toList().subList(0, 1),
            Map.of("a", 1).keySet(),
            Map.of("a", 1, "b", 2).values(),
            Map.of("a", 1, "b", 2).entrySet(),
            Collections.unmodifiableMap(new HashMap<>(Map.of("a", 1))).entrySet())) {
      Collection<?> back = copy(view);

      assertThatThrownBy(back::clear).isInstanceOf(UnsupportedOperationException.class);
      assertThat(back).hasSameClassAs(view).hasSameSizeAs(view);
    }
  }

  @Test
  void anEntryCanStillBeSet() {
    Map.Entry<String, Integer> entry = new HashMap<>(Map.of("a", 1)).entrySet().iterator().next();

    Map.Entry<String, Integer> back = copy(entry);
    back.setValue(2);

    assertThat(back).isEqualTo(Map.entry("a", 2));
  }

  @Test
  void manyValuesKeepTheirOrder() {
    Map<Integer, String> map = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      map.put(i * 7, "value" + i);
    }

    // once only: what goes wrong one way may go wrong the other way the next time
    Collection<?> back = (Collection<?>) codec.decode("a", codec.encode("a", map.values())).value();
    assertThat(back.toArray()).isEqualTo(map.values().toArray());
  }

  @Test
  void aSubListWhoseListWasChangedBehindItIsRefused() {
    for (List<String> list : lists().toList()) {
      List<String> part = list.subList(1, 2);
      list.add("later");

      assertThatThrownBy(() -> codec.encode("cart", new ArrayList<>(Collections.singleton(part))))
          .isInstanceOf(UnstorableAttributeException.class)
          .hasMessageContaining("\"cart\"")
          .hasMessageContaining("a list that was changed without it");
    }
  }

  @Test
  void aViewOfMoreConstantsThanAnyEnumOfJavaHasIsRefused() {
    Map<Character.UnicodeScript, Integer> map = new EnumMap<>(Character.UnicodeScript.class);
    for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
      map.put(script, 1);
    }

    assertThatThrownBy(() -> codec.encode("cart", map.values()))
        .isInstanceOf(UnstorableAttributeException.class)
        .hasMessageContaining("more than 150 values without their map");
    assertThat(copy(map.entrySet())).isEqualTo(map.entrySet());
    assertThat(copy(new ArrayList<>(List.of(map, map.values())))).hasSize(2);
  }

  @Test
  void theOperatorIsToldOncePerClassWhatIsStoredApart() {
    List<String> told = new ArrayList<>();
    Handler handler = new Recorder(told);
    Logger logger = Logger.getLogger("dev.coatcheck.codec");
    logger.addHandler(handler);
    try {
      List<String> part = new ArrayList<>(List.of("a", "b")).subList(0, 1);
      Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
      codec.encode("page", part);
      codec.encode("other page", part);
      codec.encode("linked", new ArrayList<>(List.of(map.keySet(), map)));
      codec.encode("fixed", List.of("a", "b").subList(0, 1));
      codec.encode("held", new HashSet<>(List.of(map.values())));
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("\"page\"", "java.util.ArrayList$SubList");
    assertThat(told.get(1)).contains("\"held\" of java.util.HashSet", "java.util.HashMap$Values");
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    T back = (T) codec.decode("a", codec.encode("a", value)).value();
    return (T) codec.decode("a", codec.encode("a", back)).value();
  }

  /** Holds a view, and perhaps its map. */
  static final class Page implements Serializable {
    Collection<?> keys;
    final Map<String, Object> map;

    Page(Collection<?> keys, Map<String, Object> map) {
      this.keys = keys;
      this.map = map;
    }
  }

  /** What the log said. */
  private static final class Recorder extends Handler {
    private final List<String> told;

    Recorder(List<String> told) {
      this.told = told;
    }

    @Override
    public void publish(LogRecord record) {
      told.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
