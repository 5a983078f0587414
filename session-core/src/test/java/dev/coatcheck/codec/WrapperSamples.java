package dev.coatcheck.codec;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Java's immutable collections, and the wrappers of others. */
final class WrapperSamples {

  private static final List<String> WORDS = Arrays.asList("b", "a", "c");

  private WrapperSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addFixed(all);
    addUnmodifiable(all);
    addSynchronized(all);
    addChecked(all);
    return all;
  }

  static void addFixed(List<Sample> all) {
    all.add(Sample.of("emptyList", Collections.emptyList()));
    all.add(Sample.of("emptySet", Collections.emptySet()));
    all.add(Sample.of("emptyMap", Collections.emptyMap()));
    all.add(Sample.inOrder("emptySortedSet", Collections.emptySortedSet()));
    all.add(Sample.inOrder("emptyNavigableSet", Collections.emptyNavigableSet()));
    all.add(Sample.of("emptySortedMap", Collections.emptySortedMap()));
    all.add(Sample.of("emptyNavigableMap", Collections.emptyNavigableMap()));
    all.add(Sample.of("singletonList with null", Collections.singletonList(null)));
    all.add(Sample.of("singleton", Collections.singleton("a")));
    all.add(Sample.of("singletonMap with null value", Collections.singletonMap("a", null)));
    all.add(Sample.of("nCopies", Collections.nCopies(3, "a")));
    all.add(
        Sample.by(
            "Arrays.asList with null",
            Arrays.asList("a", null),
            l -> l,
            l -> l.toArray().getClass()));
    all.add(
        Sample.by(
            "Arrays.asList of strings",
            Arrays.asList(new String[] {"a"}),
            l -> l,
            l -> l.toArray().getClass()));
    all.add(Sample.of("List.of none", List.of()));
    all.add(Sample.of("List.of one", List.of("a")));
    all.add(Sample.of("List.of two", List.of("a", "b")));
    all.add(Sample.of("List.of many", List.of("a", "b", "c", "d")));
    all.add(Sample.of("Set.of none", Set.of()));
    all.add(Sample.of("Set.of one", Set.of("a")));
    all.add(Sample.of("Set.of many", Set.of("a", "b", "c", "d")));
    all.add(Sample.of("Map.of none", Map.of()));
    all.add(Sample.of("Map.of one", Map.of("a", 1)));
    all.add(Sample.of("Map.of many", Map.of("a", 1, "b", 2, "c", 3)));
    all.add(Sample.of("Stream.toList with null", Stream.of("a", null, "b").toList()));
    all.add(Sample.by("Stream.toList", Stream.of("a", "b").toList(), l -> l.contains(null)));
    all.add(Sample.of("Stream.toList, empty", Stream.of().toList()));
    all.add(Sample.of("Map.entry", Map.entry("a", 1)));
    all.add(Sample.of("SimpleEntry", new AbstractMap.SimpleEntry<>("a", null)));
    all.add(Sample.of("SimpleImmutableEntry", new AbstractMap.SimpleImmutableEntry<>(1, 2)));
  }

  static void addUnmodifiable(List<Sample> all) {
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
    TreeMap<String, Integer> treeMap = new TreeMap<>(map);
    all.add(
        Sample.inOrder(
            "unmodifiableCollection", Collections.unmodifiableCollection(new ArrayList<>(WORDS))));
    all.add(Sample.of("unmodifiableList", Collections.unmodifiableList(new ArrayList<>(WORDS))));
    all.add(
        Sample.of(
            "unmodifiableList, linked", Collections.unmodifiableList(new LinkedList<>(WORDS))));
    all.add(Sample.of("unmodifiableSet", Collections.unmodifiableSet(new HashSet<>(WORDS))));
    all.add(
        Sample.of(
            "unmodifiableSortedSet", Collections.unmodifiableSortedSet(new TreeSet<>(WORDS))));
    all.add(
        Sample.of(
            "unmodifiableNavigableSet",
            Collections.unmodifiableNavigableSet(new TreeSet<>(WORDS))));
    all.add(
        Sample.of(
            "unmodifiableSet of constants",
            Collections.unmodifiableSet(EnumSet.of(TimeUnit.DAYS))));
    all.add(Sample.of("unmodifiableList of List.of", Collections.unmodifiableList(List.of("a"))));
    all.add(
        Sample.by(
            "unmodifiableList of a stream's list",
            Collections.unmodifiableList(Stream.of("a", "b").toList()),
            l -> l,
            l -> l.contains(null)));
    all.add(Sample.of("unmodifiableSet of Set.of", Collections.unmodifiableSet(Set.of("a"))));
    all.add(
        Sample.inOrder(
            "unmodifiableCollection of List.of",
            Collections.unmodifiableCollection(List.of("a", "b"))));
    all.add(Sample.of("unmodifiableMap of Map.of", Collections.unmodifiableMap(Map.of("a", 1))));
    all.add(
        Sample.of(
            "unmodifiableList of Arrays.asList",
            Collections.unmodifiableList(Arrays.asList("a", "b"))));
    all.add(
        Sample.of(
            "unmodifiableList of a list of the application",
            Collections.unmodifiableList(new HookSamples.NamedList("name", "a"))));
    all.add(Sample.of("unmodifiableMap", Collections.unmodifiableMap(map)));
    all.add(Sample.of("unmodifiableSortedMap", Collections.unmodifiableSortedMap(treeMap)));
    all.add(Sample.of("unmodifiableNavigableMap", Collections.unmodifiableNavigableMap(treeMap)));
  }

  static void addSynchronized(List<Sample> all) {
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
    TreeMap<String, Integer> treeMap = new TreeMap<>(map);
    all.add(
        Sample.inOrder(
            "synchronizedCollection", Collections.synchronizedCollection(new ArrayList<>(WORDS))));
    all.add(Sample.of("synchronizedList", Collections.synchronizedList(new ArrayList<>(WORDS))));
    all.add(Sample.of("synchronizedSet", Collections.synchronizedSet(new HashSet<>(WORDS))));
    all.add(
        Sample.of(
            "synchronizedSortedSet", Collections.synchronizedSortedSet(new TreeSet<>(WORDS))));
    all.add(Sample.of("synchronizedMap", Collections.synchronizedMap(map)));
    all.add(Sample.of("synchronizedSortedMap", Collections.synchronizedSortedMap(treeMap)));
    all.add(
        Sample.of(
            "synchronizedList, linked", Collections.synchronizedList(new LinkedList<>(WORDS))));
    all.add(
        Sample.of(
            "synchronizedNavigableSet",
            Collections.synchronizedNavigableSet(new TreeSet<>(WORDS))));
    all.add(Sample.of("synchronizedNavigableMap", Collections.synchronizedNavigableMap(treeMap)));
    all.add(
        Sample.of(
            "synchronizedList of unmodifiableList",
            Collections.synchronizedList(Collections.unmodifiableList(new ArrayList<>(WORDS)))));
    all.add(
        Sample.of(
            "synchronizedMap of EnumMap",
            Collections.synchronizedMap(new EnumMap<>(Map.of(ApplicationSamples.Coat.FUR, 1)))));
  }

  static void addChecked(List<Sample> all) {
    TreeMap<String, Integer> map = new TreeMap<>(Map.of("a", 1));
    TreeSet<String> set = new TreeSet<>(WORDS);
    Class<String> type = String.class;
    all.add(
        Sample.inOrder(
            "checkedCollection", Collections.checkedCollection(new ArrayList<>(WORDS), type)));
    all.add(Sample.of("checkedList", Collections.checkedList(new ArrayList<>(WORDS), type)));
    all.add(Sample.of("checkedList, linked", Collections.checkedList(new LinkedList<>(), type)));
    all.add(
        Sample.inOrder("checkedQueue", Collections.checkedQueue(new ArrayDeque<>(WORDS), type)));
    all.add(Sample.of("checkedSet", Collections.checkedSet(new HashSet<>(WORDS), type)));
    all.add(Sample.of("checkedSortedSet", Collections.checkedSortedSet(set, type)));
    all.add(Sample.of("checkedNavigableSet", Collections.checkedNavigableSet(set, type)));
    all.add(Sample.of("checkedMap", Collections.checkedMap(map, type, Integer.class)));
    all.add(Sample.of("checkedSortedMap", Collections.checkedSortedMap(map, type, Integer.class)));
    all.add(
        Sample.of(
            "checkedNavigableMap", Collections.checkedNavigableMap(map, type, Integer.class)));
    all.add(
        Sample.of(
            "checkedList of the application's class",
            Collections.checkedList(
                new ArrayList<>(List.of(new ApplicationSamples.Person("Ann", 40))),
                ApplicationSamples.Person.class)));
    Set<Object> setOnMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
    setOnMap.add("a");
    all.add(Sample.of("newSetFromMap", setOnMap));
    Set<Object> identitySet = Collections.newSetFromMap(new IdentityHashMap<>());
    identitySet.add(new String("a"));
    identitySet.add(new String("a"));
    all.add(Sample.by("newSetFromMap of an IdentityHashMap", identitySet, Set::size));
    all.add(Sample.inOrder("asLifoQueue", Collections.asLifoQueue(new ArrayDeque<>(WORDS))));
  }
}
