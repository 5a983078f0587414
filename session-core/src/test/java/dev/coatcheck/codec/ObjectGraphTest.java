package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.junit.jupiter.api.Test;

/** Within one attribute, what was one object stays one, and cycles stay cycles. */
class ObjectGraphTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  @Test
  void anObjectMayReferToItself() {
    Node node = new Node("a");
    node.next = node;

    Node back = copy(node);

    assertThat(back.next).isSameAs(back);
  }

  @Test
  void containersMayContainThemselves() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    Object[] array = new Object[1];
    array[0] = array;
    AtomicReference<Object> reference = new AtomicReference<>();
    reference.set(reference);
    AtomicReferenceArray<Object> references = new AtomicReferenceArray<>(1);
    references.set(0, references);
    AtomicStampedReference<Object> stamped = new AtomicStampedReference<>(null, 1);
    stamped.set(stamped, 2);
    AtomicMarkableReference<Object> marked = new AtomicMarkableReference<>(null, false);
    marked.set(marked, true);

    List<?> listBack = copy(list);
    Map<?, ?> mapBack = copy(map);
    Object[] arrayBack = copy(array);
    AtomicReference<?> referenceBack = copy(reference);
    AtomicReferenceArray<?> referencesBack = copy(references);
    AtomicStampedReference<?> stampedBack = copy(stamped);
    AtomicMarkableReference<?> markedBack = copy(marked);

    assertThat(listBack.get(0)).isSameAs(listBack);
    assertThat(mapBack.get("self")).isSameAs(mapBack);
    assertThat(arrayBack[0]).isSameAs(arrayBack);
    assertThat(referenceBack.get()).isSameAs(referenceBack);
    assertThat(referencesBack.get(0)).isSameAs(referencesBack);
    assertThat(stampedBack.getReference()).isSameAs(stampedBack);
    assertThat(markedBack.getReference()).isSameAs(markedBack);
  }

  @Test
  void parentsAndChildrenReferToEachOther() {
    Node parent = new Node("parent");
    for (int i = 0; i < 3; i++) {
      Node child = new Node("child" + i);
      child.next = parent;
      parent.children.add(child);
    }

    Node back = copy(parent);

    assertThat(back.children)
        .extracting(child -> child.name)
        .containsExactly("child0", "child1", "child2");
    assertThat(back.children).allMatch(child -> child.next == back);
  }

  @Test
  void sharedObjectsStayShared() {
    Node shared = new Node("shared");
    String text = new String("text");
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", shared);
    map.put("b", List.of(shared));
    map.put("c", new Object[] {text, text});

    Map<?, ?> back = copy(map);

    assertThat(((List<?>) back.get("b")).get(0)).isSameAs(back.get("a"));
    Object[] texts = (Object[]) back.get("c");
    assertThat(texts[0]).isSameAs(texts[1]);
  }

  @Test
  void viewsStayViewsOfTheSameObject() {
    List<String> list = new ArrayList<>(List.of("a"));
    Map<String, String> map = new HashMap<>();
    TreeMap<String, String> sorted = new TreeMap<>();
    String[] array = {"a"};
    List<Object> all = new ArrayList<>();
    all.addAll(List.of(Collections.unmodifiableList(list), list));
    all.addAll(List.of(map, Collections.synchronizedMap(map)));
    all.addAll(List.of(Collections.unmodifiableSortedMap(sorted), sorted));
    all.addAll(List.of(Arrays.asList(array), array));

    all.add(Collections.unmodifiableList(List.of(new ApplicationSamples.Plain("p", null))));

    assertThat(codec.encode("a", all)[1]).isEqualTo(Envelope.KRYO);
    List<?> back = copy(all);
    Views views = new Views(back);

    views.list(1).add("b");
    assertThat(views.list(0)).containsExactly("a", "b");
    views.map(3).put("k", "v");
    assertThat(views.map(2)).containsEntry("k", "v");
    views.map(5).put("k", "v");
    assertThat(views.map(4)).containsEntry("k", "v");
    views.list(6).set(0, "changed");
    assertThat((String[]) back.get(7)).containsExactly("changed");
  }

  @Test
  void aViewMayBePartOfWhatItShows() {
    List<Object> list = new ArrayList<>();
    list.add(Collections.unmodifiableList(list));

    List<?> back = copy(list);

    List<?> shown = (List<?>) back.get(0);
    assertThat(shown.get(0)).isSameAs(shown);
  }

  @Test
  void aViewMayShowWhatContainsIt() {
    Set<Object> set = new LinkedHashSet<>();
    Set<?> view = Collections.unmodifiableSet(set);
    set.add(new Node("a"));
    ((Node) set.iterator().next()).any = view;

    Set<?> back = copy(view);

    assertThat(((Node) back.iterator().next()).any).isSameAs(back);
    assertThat(codec.encode("a", view)[1]).isEqualTo(Envelope.JDK);
  }

  @Test
  void anObjectThatALeafOfTheJdkSharesWithTheGraphStaysOne() {
    Locale[] locales = {Locale.GERMANY};
    Properties defaults = new Properties();
    Properties properties = new Properties(defaults);
    for (Object[] both : new Object[][] {{defaults, properties}, {properties, defaults}}) {
      Object[] back = copy(new Object[] {both[0], both[1], locales});
      Properties defaultsBack = (Properties) back[both[0] == defaults ? 0 : 1];
      Properties propertiesBack = (Properties) back[both[0] == defaults ? 1 : 0];
      defaultsBack.setProperty("later", "seen");
      assertThat(propertiesBack.getProperty("later")).isEqualTo("seen");
    }
  }

  @Test
  void aCheckedViewOfASetOfConstantsStaysAView() {
    Set<TimeUnit> set = EnumSet.of(TimeUnit.DAYS);
    Object[] back = copy(new Object[] {set, Collections.checkedSet(set, TimeUnit.class)});

    @SuppressWarnings("unchecked")
    Set<TimeUnit> setBack = (Set<TimeUnit>) back[0];
    setBack.add(TimeUnit.HOURS);

    assertThat((Set<?>) back[1]).hasSize(2);
  }

  @Test
  void containersMadeWithTheirContentMayBeInCyclesThroughOthers() {
    Node node = new Node("a");
    node.any = List.of(node, "x");
    Node second = new Node("b");
    second.any = Optional.of(second);
    Node third = new Node("c");
    third.any = new AbstractMap.SimpleEntry<>("key", third);

    Node back = copy(node);
    assertThat(((List<?>) back.any).get(0)).isSameAs(back);
    Node thirdBack = copy(third);
    assertThat(((Map.Entry<?, ?>) thirdBack.any).getValue()).isSameAs(thirdBack);
    Node secondBack = copy(second);
    assertThat(((Optional<?>) secondBack.any).get()).isSameAs(secondBack);
  }

  @Test
  void keysAndElementsAreFoundAgain() {
    Set<Object> set = new HashSet<>(List.of(new ApplicationSamples.Person("a", 1)));
    Map<Object, String> map =
        new ConcurrentHashMap<>(Map.of(List.of(1, 2), "list", Locale.UK, "uk"));

    assertThat(copy(set)).contains(new ApplicationSamples.Person("a", 1));
    assertThat(copy(map).get(List.of(1, 2))).isEqualTo("list");
    assertThat(copy(map).get(Locale.UK)).isEqualTo("uk");
  }

  @Test
  void keysInCyclesAreFoundAgain() {
    for (Map<Object, Object> map :
        List.<Map<Object, Object>>of(
            new HashMap<>(),
            new LinkedHashMap<>(),
            new ConcurrentHashMap<>(),
            new java.util.Hashtable<>(),
            new TreeMap<>())) {
      Keyed first = new Keyed("first", map);
      Keyed second = new Keyed("second", new HashSet<>(Set.of(first)));
      map.put(first, "1");
      map.put(second, "2");

      Keyed back = copy(first);

      Map<?, ?> mapBack = (Map<?, ?>) back.any;
      assertThat(mapBack).hasSameClassAs(map).hasSize(2);
      assertThat(mapBack.get(back)).isEqualTo("1");
      assertThat(mapBack.get(new Keyed("second", null))).isEqualTo("2");
      for (Object key : mapBack.keySet()) {
        if (key != back) {
          Set<?> inner = (Set<?>) ((Keyed) key).any;
          assertThat(inner.size()).isEqualTo(1);
          assertThat(inner.contains(back)).isTrue();
        }
      }
    }
  }

  @Test
  void elementsInCyclesAreFoundAgain() {
    for (Set<Object> set :
        List.<Set<Object>>of(new HashSet<>(), new LinkedHashSet<>(), new TreeSet<>())) {
      Keyed parent = new Keyed("parent", set);
      set.add(parent);
      set.add(new Keyed("child", parent));

      Keyed back = copy(parent);

      Set<?> setBack = (Set<?>) back.any;
      assertThat(setBack.size()).isEqualTo(2);
      assertThat(setBack.contains(back)).isTrue();
      assertThat(setBack.contains(new Keyed("child", null))).isTrue();
    }
  }

  @Test
  void aGraphFiveHundredObjectsDeepComesBack() {
    Node first = chain(500);
    Object nested = "core";
    for (int i = 0; i < 500; i++) {
      nested = new ArrayList<>(List.of(nested));
    }

    assertThat(length(copy(first))).isEqualTo(500);
    assertThat(copy(nested).toString()).contains("core");
  }

  @Test
  void aGraphFiveHundredObjectsDeepWithHooksComesBack() {
    Node first = chain(500);
    Node last = first;
    while (last.next != null) {
      last = last.next;
    }
    last.any = HookSamples.Single.INSTANCE;

    assertThat(length(copy(first))).isEqualTo(500);
    assertThat(codec.encode("a", first)[1]).isEqualTo(Envelope.JDK);
  }

  @Test
  void aMapOfTenThousandEntriesComesBack() {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      map.put("key" + i, List.of(i, "value" + i));
    }

    assertThat(copy(map)).isEqualTo(map);
  }

  @Test
  void aCalendarKeepsItsZoneObject() {
    TimeZone zone = TimeZone.getTimeZone("Asia/Tokyo");
    Object[] back = copy(new Object[] {new java.util.GregorianCalendar(zone, Locale.ROOT), zone});

    assertThat(back[1]).isEqualTo(zone);
  }

  @SuppressWarnings("unchecked")
  private <T> T copy(T value) {
    return (T) codec.decode("a", codec.encode("a", value)).value();
  }

  private static Node chain(int length) {
    Node first = new Node("first");
    Node last = first;
    for (int i = 1; i < length; i++) {
      last.next = new Node("n");
      last = last.next;
    }
    return first;
  }

  private static int length(Node first) {
    int length = 0;
    for (Node node = first; node != null; node = node.next) {
      length++;
    }
    return length;
  }

  @SuppressWarnings("unchecked")
  private record Views(List<?> all) {
    List<Object> list(int index) {
      return (List<Object>) all.get(index);
    }

    Map<Object, Object> map(int index) {
      return (Map<Object, Object>) all.get(index);
    }
  }

  /** Hashed and compared by a field that is read after the one that leads into the cycle. */
  static final class Keyed implements Serializable, Comparable<Keyed> {
    final Object any;
    final String name;

    Keyed(String name, Object any) {
      this.name = name;
      this.any = any;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Keyed that && that.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public int compareTo(Keyed other) {
      return name.compareTo(other.name);
    }
  }

  static final class Node implements Serializable {
    final String name;
    final List<Node> children = new ArrayList<>();
    Node next;
    Object any;

    Node(String name) {
      this.name = name;
    }
  }
}
