package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Views of Java's lists and maps, hardly any of which Java itself serializes. */
final class ViewSamples {

  private static final List<String> WORDS = Arrays.asList("b", null, "a", "c");

  private ViewSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addSubLists(all);
    addKeySets(all);
    addValues(all);
    addEntrySets(all);
    addEntries(all);
    addSorted(all);
    return all;
  }

  static void addSubLists(List<Sample> all) {
    all.add(Sample.of("ArrayList.subList", new ArrayList<>(WORDS).subList(1, 3)));
    all.add(Sample.of("ArrayList.subList, empty", new ArrayList<>(WORDS).subList(1, 1)));
    all.add(Sample.of("ArrayList.subList of subList", part(part(new ArrayList<>(WORDS)))));
    all.add(Sample.of("LinkedList.subList", part(new LinkedList<>(WORDS))));
    all.add(Sample.of("CopyOnWriteArrayList.subList", part(new CopyOnWriteArrayList<>(WORDS))));
    all.add(Sample.of("Vector.subList", part(new Vector<>(WORDS))));
    all.add(Sample.of("Arrays.asList.subList", part(Arrays.asList("a", null, "b"))));
    all.add(Sample.of("List.of.subList", List.of("a", "b", "c").subList(0, 2)));
    all.add(Sample.of("List.of.subList, empty", List.of("a", "b").subList(1, 1)));
    all.add(
        Sample.by(
            "Stream.toList.subList",
            Stream.of("a", "b", null).toList().subList(1, 2),
            l -> l,
            l -> l.contains(null)));
    all.add(
        Sample.of(
            "unmodifiableList.subList",
            part(Collections.unmodifiableList(new ArrayList<>(WORDS)))));
    all.add(
        Sample.of(
            "synchronizedList.subList",
            part(Collections.synchronizedList(new ArrayList<>(WORDS)))));
  }

  static void addKeySets(List<Sample> all) {
    all.add(Sample.of("HashMap.keySet", fill(new HashMap<>()).keySet()));
    all.add(Sample.of("HashMap.keySet with null", withNull(new HashMap<>()).keySet()));
    all.add(Sample.of("HashMap.keySet, empty", new HashMap<>().keySet()));
    all.add(Sample.inOrder("LinkedHashMap.keySet", fill(new LinkedHashMap<>()).keySet()));
    all.add(Sample.inOrder("TreeMap.keySet", fill(new TreeMap<>()).keySet()));
    all.add(
        Sample.by(
            "TreeMap.keySet with comparator",
            fill(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)).keySet(),
            Sample::elements,
            keys -> keys.contains("A")));
    all.add(Sample.of("ConcurrentHashMap.keySet", fill(new ConcurrentHashMap<>()).keySet()));
    all.add(
        Sample.inOrder(
            "ConcurrentSkipListMap.keySet", fill(new ConcurrentSkipListMap<>()).keySet()));
    all.add(Sample.of("EnumMap.keySet", coats().keySet()));
    all.add(
        Sample.of("EnumMap.keySet, empty", new EnumMap<>(ApplicationSamples.Coat.class).keySet()));
    all.add(Sample.of("Hashtable.keySet", fill(new Hashtable<>()).keySet()));
    all.add(Sample.of("Properties.keySet", properties().keySet()));
    all.add(
        Sample.by(
            "IdentityHashMap.keySet",
            fill(new IdentityHashMap<>()).keySet(),
            keys -> new TreeSet<>(keys).toString()));
    all.add(Sample.of("Map.of.keySet", Map.of("a", 1, "b", 2).keySet()));
    all.add(
        Sample.of(
            "unmodifiableMap.keySet", Collections.unmodifiableMap(fill(new HashMap<>())).keySet()));
    all.add(
        Sample.of(
            "synchronizedMap.keySet", Collections.synchronizedMap(fill(new HashMap<>())).keySet()));
  }

  static void addValues(List<Sample> all) {
    all.add(Sample.inOrder("HashMap.values", fill(new HashMap<>()).values()));
    all.add(Sample.inOrder("HashMap.values with null", withNull(new HashMap<>()).values()));
    all.add(Sample.inOrder("LinkedHashMap.values", fill(new LinkedHashMap<>()).values()));
    all.add(Sample.inOrder("TreeMap.values", fill(new TreeMap<>()).values()));
    all.add(Sample.inOrder("ConcurrentHashMap.values", fill(new ConcurrentHashMap<>()).values()));
    all.add(
        Sample.inOrder(
            "ConcurrentSkipListMap.values", fill(new ConcurrentSkipListMap<>()).values()));
    all.add(Sample.inOrder("EnumMap.values", coats().values()));
    all.add(sorted("Hashtable.values", fill(new Hashtable<>()).values()));
    all.add(sorted("IdentityHashMap.values", fill(new IdentityHashMap<>()).values()));
    all.add(sorted("Map.of.values", Map.of("a", 1, "b", 2).values()));
    all.add(
        Sample.inOrder(
            "unmodifiableMap.values", Collections.unmodifiableMap(fill(new HashMap<>())).values()));
    all.add(
        Sample.inOrder(
            "synchronizedMap.values", Collections.synchronizedMap(fill(new HashMap<>())).values()));
  }

  static void addEntrySets(List<Sample> all) {
    all.add(Sample.of("HashMap.entrySet", fill(new HashMap<>()).entrySet()));
    all.add(Sample.of("HashMap.entrySet with null", withNull(new HashMap<>()).entrySet()));
    all.add(Sample.inOrder("LinkedHashMap.entrySet", fill(new LinkedHashMap<>()).entrySet()));
    all.add(Sample.inOrder("TreeMap.entrySet", fill(new TreeMap<>()).entrySet()));
    all.add(
        Sample.by(
            "TreeMap.entrySet with comparator",
            fill(new TreeMap<>(String.CASE_INSENSITIVE_ORDER)).entrySet(),
            Sample::elements,
            entries -> entries.contains(Map.entry("A", 1))));
    all.add(Sample.of("ConcurrentHashMap.entrySet", fill(new ConcurrentHashMap<>()).entrySet()));
    all.add(
        Sample.inOrder(
            "ConcurrentSkipListMap.entrySet", fill(new ConcurrentSkipListMap<>()).entrySet()));
    all.add(Sample.of("EnumMap.entrySet", coats().entrySet()));
    all.add(Sample.of("Hashtable.entrySet", fill(new Hashtable<>()).entrySet()));
    all.add(Sample.of("Map.of.entrySet of one", Map.of("a", 1).entrySet()));
    all.add(Sample.of("Map.of.entrySet of many", Map.of("a", 1, "b", 2).entrySet()));
    all.add(
        Sample.of(
            "unmodifiableMap.entrySet",
            Collections.unmodifiableMap(fill(new HashMap<>())).entrySet()));
    all.add(
        Sample.of(
            "synchronizedMap.entrySet",
            Collections.synchronizedMap(fill(new HashMap<>())).entrySet()));
  }

  static void addEntries(List<Sample> all) {
    all.add(Sample.of("entry of a HashMap", entry(withNull(new HashMap<>()))));
    all.add(Sample.of("entry of a LinkedHashMap", entry(fill(new LinkedHashMap<>()))));
    all.add(Sample.of("entry of a TreeMap", entry(fill(new TreeMap<>()))));
    all.add(Sample.of("entry of a TreeMap, first", fill(new TreeMap<>()).firstEntry()));
    all.add(Sample.of("entry of a ConcurrentHashMap", entry(fill(new ConcurrentHashMap<>()))));
    all.add(
        Sample.of("entry of a ConcurrentSkipListMap", entry(fill(new ConcurrentSkipListMap<>()))));
    all.add(Sample.of("entry of a Hashtable", entry(fill(new Hashtable<>()))));
    all.add(Sample.of("entry of a Map.of", entry(Map.of("a", 1))));
    all.add(
        Sample.of(
            "entry of an unmodifiableMap",
            entry(Collections.unmodifiableMap(fill(new HashMap<>())))));
    all.add(Sample.of("list of a HashMap's entries", entries(fill(new HashMap<>()))));
  }

  static void addSorted(List<Sample> all) {
    TreeMap<String, Integer> map = fill(new TreeMap<>());
    TreeSet<String> set = new TreeSet<>(map.keySet());
    all.add(Sample.of("TreeMap.headMap", map.headMap("b")));
    all.add(Sample.by("TreeMap.descendingMap", map.descendingMap(), Map::toString));
    all.add(Sample.inOrder("TreeMap.descendingKeySet", map.descendingKeySet()));
    all.add(Sample.inOrder("TreeMap.headMap.keySet", new TreeMap<>(map).headMap("b").keySet()));
    all.add(Sample.inOrder("TreeSet.tailSet", set.tailSet("b")));
    all.add(Sample.inOrder("TreeSet.descendingSet", set.descendingSet()));
  }

  static <T> List<T> part(List<T> list) {
    return list.subList(1, list.size() - (list.size() > 3 ? 1 : 0));
  }

  static <M extends Map<String, Integer>> M fill(M map) {
    map.put("b", 2);
    map.put("a", 1);
    map.put("c", 3);
    return map;
  }

  private static <M extends Map<String, Integer>> M withNull(M map) {
    map.put(null, 2);
    map.put("a", null);
    return map;
  }

  private static EnumMap<ApplicationSamples.Coat, String> coats() {
    EnumMap<ApplicationSamples.Coat, String> coats = new EnumMap<>(ApplicationSamples.Coat.class);
    coats.put(ApplicationSamples.Coat.RAIN, "wet");
    coats.put(ApplicationSamples.Coat.FUR, null);
    return coats;
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("a", "1");
    return properties;
  }

  private static Map.Entry<?, ?> entry(Map<?, ?> map) {
    return map.entrySet().iterator().next();
  }

  private static List<?> entries(Map<?, ?> map) {
    return new ArrayList<>(map.entrySet());
  }

  /** Values in whatever order their map has them. */
  private static Sample sorted(String name, Collection<Integer> values) {
    return Sample.by(name, values, shown -> shown.stream().sorted().toList());
  }
}
