package dev.coatcheck.codec;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Java's collections and maps, and the views of them that can be stored. */
final class CollectionSamples {

  private static final List<String> WORDS = Arrays.asList("b", "a", "c");

  private CollectionSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    addCollections(all);
    addSorted(all);
    addMaps(all);
    addEnums(all);
    addFixed(all);
    addWrappers(all);
    addConcurrent(all);
    return all;
  }

  private static void addCollections(List<Sample> all) {
    all.add(Sample.of("ArrayList", new ArrayList<>(Arrays.asList("a", null, 1, 2.5))));
    all.add(Sample.of("ArrayList, empty but large", new ArrayList<>(10_000)));
    all.add(Sample.of("LinkedList", new LinkedList<>(Arrays.asList("a", null))));
    all.add(Sample.of("Vector", new Vector<>(WORDS)));
    Stack<String> stack = new Stack<>();
    stack.push("a");
    all.add(Sample.of("Stack", stack));
    all.add(Sample.inOrder("ArrayDeque", new ArrayDeque<>(WORDS)));
    all.add(Sample.of("HashSet", new HashSet<>(Arrays.asList("a", null, "b"))));
    all.add(Sample.inOrder("LinkedHashSet", new LinkedHashSet<>(WORDS)));
  }

  private static void addSorted(List<Sample> all) {
    TreeSet<String> backwards = new TreeSet<>(Comparator.reverseOrder());
    backwards.addAll(WORDS);
    TreeMap<String, Integer> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.put("b", 1);
    ignoringCase.put("A", null);
    PriorityQueue<String> queue = new PriorityQueue<>(11, Collections.reverseOrder());
    queue.addAll(WORDS);
    all.add(Sample.inOrder("TreeSet", new TreeSet<>(WORDS)));
    all.add(Sample.inOrder("TreeSet with comparator", backwards));
    all.add(Sample.by("TreeMap", new TreeMap<>(Map.of("b", 1, "a", 2)), TreeMap::toString));
    all.add(
        Sample.by(
            "TreeMap with comparator", ignoringCase, TreeMap::toString, m -> m.containsKey("a")));
    all.add(Sample.inOrder("PriorityQueue", new PriorityQueue<>(WORDS)));
    all.add(
        Sample.by(
            "PriorityQueue with comparator",
            queue,
            Sample::elements,
            q -> new PriorityQueue<>(q).poll()));
  }

  private static void addMaps(List<Sample> all) {
    Map<String, Object> map = new HashMap<>();
    map.put(null, 1);
    map.put("a", null);
    map.put("b", List.of("x"));
    LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
    byAccess.put("a", 1);
    byAccess.put("b", 2);
    byAccess.get("a");
    LinkedHashMap<String, Integer> emptyByAccess = new LinkedHashMap<>(16, 0.75f, true);
    Properties properties = new Properties(new Properties());
    properties.setProperty("a", "1");
    Properties defaults = new Properties();
    defaults.setProperty("b", "2");
    Properties withDefaults = new Properties(defaults);
    withDefaults.setProperty("a", "1");
    WeakHashMap<String, Integer> weak = new WeakHashMap<>();
    weak.put(WORDS.get(0), 1);
    IdentityHashMap<Object, Object> identity = new IdentityHashMap<>();
    identity.put(new String("k"), 1);
    identity.put(new String("k"), 2);
    all.add(Sample.of("HashMap", map));
    all.add(Sample.of("HashMap, empty but large", new HashMap<>(10_000)));
    all.add(Sample.by("LinkedHashMap", new LinkedHashMap<>(map), m -> m.keySet().toArray()));
    all.add(
        Sample.by(
            "LinkedHashMap in the order of access",
            byAccess,
            Map::toString,
            CollectionSamples::orderAfterAccess));
    all.add(
        Sample.by(
            "LinkedHashMap in the order of access, empty",
            emptyByAccess,
            CollectionSamples::orderAfterAccess));
    all.add(Sample.of("Hashtable", new Hashtable<>(Map.of("a", 1, "b", 2))));
    all.add(Sample.of("Properties", properties));
    all.add(
        Sample.by(
            "Properties with defaults", withDefaults, Map::toString, p -> p.getProperty("b")));
    all.add(Sample.of("WeakHashMap", weak));
    all.add(
        Sample.by(
            "IdentityHashMap",
            identity,
            IdentityHashMap::size,
            m -> new HashSet<>(m.values()),
            m -> List.copyOf(m.keySet())));
  }

  private static void addEnums(List<Sample> all) {
    EnumMap<TimeUnit, Object> enumMap = new EnumMap<>(TimeUnit.class);
    enumMap.put(TimeUnit.DAYS, "a");
    enumMap.put(TimeUnit.HOURS, null);
    all.add(Sample.of("EnumMap", enumMap));
    all.add(
        Sample.by(
            "EnumMap, empty",
            new EnumMap<>(Map.of(ApplicationSamples.Coat.FUR, 1)),
            m -> {
              var copy = m.clone();
              copy.put(ApplicationSamples.Coat.RAIN, 2);
              return copy;
            }));
    EnumMap<ApplicationSamples.Coat, Integer> emptied =
        new EnumMap<>(ApplicationSamples.Coat.class);
    all.add(
        Sample.by(
            "EnumMap of the application, empty",
            emptied,
            m -> {
              var copy = m.clone();
              copy.put(ApplicationSamples.Coat.RAIN, 2);
              return copy;
            }));
    all.add(Sample.of("EnumSet", EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS)));
    all.add(
        Sample.by(
            "EnumSet, empty",
            EnumSet.noneOf(ApplicationSamples.Coat.class),
            s -> EnumSet.complementOf(s)));
    all.add(Sample.of("EnumSet of all", EnumSet.allOf(ApplicationSamples.Coat.class)));
  }

  private static void addFixed(List<Sample> all) {
    all.add(Sample.of("emptyList", Collections.emptyList()));
    all.add(Sample.of("emptySet", Collections.emptySet()));
    all.add(Sample.of("emptyMap", Collections.emptyMap()));
    all.add(Sample.of("singletonList", Collections.singletonList(null)));
    all.add(Sample.of("singleton", Collections.singleton("a")));
    all.add(Sample.of("singletonMap", Collections.singletonMap("a", null)));
    all.add(Sample.of("nCopies", Collections.nCopies(3, "a")));
    all.add(
        Sample.by("Arrays.asList", Arrays.asList("a", null), l -> l, l -> l.toArray().getClass()));
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
    all.add(Sample.of("list of a stream", Stream.of("a", null, "b").toList()));
    all.add(
        Sample.by(
            "list of a stream without null", Stream.of("a", "b").toList(), l -> l.contains(null)));
    all.add(Sample.of("list of an empty stream", Stream.of().toList()));
    all.add(Sample.of("Map.entry", Map.entry("a", 1)));
    all.add(Sample.of("SimpleEntry", new AbstractMap.SimpleEntry<>("a", null)));
    all.add(Sample.of("SimpleImmutableEntry", new AbstractMap.SimpleImmutableEntry<>(1, 2)));
  }

  private static void addWrappers(List<Sample> all) {
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
            "synchronizedList of unmodifiableList",
            Collections.synchronizedList(Collections.unmodifiableList(new ArrayList<>(WORDS)))));
    all.add(
        Sample.of(
            "synchronizedMap of EnumMap",
            Collections.synchronizedMap(new EnumMap<>(Map.of(ApplicationSamples.Coat.FUR, 1)))));
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
        Sample.of("checkedList", Collections.checkedList(new ArrayList<>(WORDS), String.class)));
    all.add(Sample.of("checkedMap", Collections.checkedMap(map, String.class, Integer.class)));
    Set<Object> setOnMap = Collections.newSetFromMap(new ConcurrentHashMap<>());
    setOnMap.add("a");
    all.add(Sample.of("newSetFromMap", setOnMap));
    all.add(Sample.of("ConcurrentHashMap.newKeySet", newKeySet()));
    all.add(Sample.inOrder("asLifoQueue", Collections.asLifoQueue(new ArrayDeque<>(WORDS))));
  }

  private static void addConcurrent(List<Sample> all) {
    ConcurrentSkipListMap<String, Integer> skipMap =
        new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    skipMap.putAll(Map.of("a", 1, "b", 2));
    LinkedBlockingQueue<String> bounded = new LinkedBlockingQueue<>(5);
    bounded.addAll(WORDS);
    ArrayBlockingQueue<String> fair = new ArrayBlockingQueue<>(5, true);
    fair.addAll(WORDS);
    all.add(Sample.of("ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2))));
    all.add(Sample.by("ConcurrentSkipListMap", skipMap, Map::toString));
    all.add(Sample.inOrder("ConcurrentSkipListSet", new ConcurrentSkipListSet<>(WORDS)));
    all.add(Sample.inOrder("ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(WORDS)));
    all.add(Sample.inOrder("ConcurrentLinkedDeque", new ConcurrentLinkedDeque<>(WORDS)));
    all.add(Sample.of("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(WORDS)));
    all.add(Sample.inOrder("CopyOnWriteArraySet", new CopyOnWriteArraySet<>(WORDS)));
    all.add(
        Sample.by("LinkedBlockingQueue", bounded, Sample::elements, q -> q.remainingCapacity()));
    all.add(
        Sample.by(
            "LinkedBlockingDeque",
            new LinkedBlockingDeque<>(WORDS),
            Sample::elements,
            q -> q.remainingCapacity()));
    all.add(Sample.by("ArrayBlockingQueue", fair, Sample::elements, q -> q.remainingCapacity()));
    all.add(
        Sample.by("PriorityBlockingQueue", new PriorityBlockingQueue<>(WORDS), Sample::elements));
  }

  private static Collection<String> newKeySet() {
    Set<String> set = ConcurrentHashMap.newKeySet();
    set.addAll(WORDS);
    return set;
  }

  /** What the map does when it is used. */
  private static Object orderAfterAccess(LinkedHashMap<String, Integer> map) {
    LinkedHashMap<?, ?> copy = (LinkedHashMap<?, ?>) map.clone();
    @SuppressWarnings("unchecked")
    LinkedHashMap<String, Integer> used = (LinkedHashMap<String, Integer>) copy;
    used.put("x", 1);
    used.put("y", 1);
    used.get("x");
    return List.copyOf(used.keySet());
  }
}
