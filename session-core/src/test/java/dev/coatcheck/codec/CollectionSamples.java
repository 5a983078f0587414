package dev.coatcheck.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

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
    return all;
  }

  static void addCollections(List<Sample> all) {
    all.add(Sample.of("ArrayList", new ArrayList<>(Arrays.asList("a", 1, 2.5))));
    all.add(Sample.of("ArrayList with null", new ArrayList<>(Arrays.asList("a", null, null))));
    all.add(Sample.of("ArrayList, empty but large", new ArrayList<>(10_000)));
    all.add(Sample.of("ArrayList of capacity 0", new ArrayList<>(0)));
    all.add(Sample.of("ArrayList of 100,000", new ArrayList<>(Collections.nCopies(100_000, "x"))));
    all.add(Sample.of("LinkedList with null", new LinkedList<>(Arrays.asList("a", null))));
    all.add(Sample.of("Vector", new Vector<>(WORDS)));
    all.add(Sample.of("Vector, empty but large", new Vector<>(10_000, 100)));
    Stack<String> stack = new Stack<>();
    stack.push("a");
    all.add(Sample.of("Stack", stack));
    all.add(Sample.inOrder("ArrayDeque", new ArrayDeque<>(WORDS)));
    all.add(Sample.inOrder("ArrayDeque, empty but large", new ArrayDeque<>(10_000)));
    all.add(Sample.of("HashSet with null", new HashSet<>(Arrays.asList("a", null, "b"))));
    all.add(Sample.of("HashSet, empty but large", new HashSet<>(10_000)));
    all.add(Sample.inOrder("LinkedHashSet", new LinkedHashSet<>(WORDS)));
    all.add(
        Sample.inOrder("LinkedHashSet with null", new LinkedHashSet<>(Arrays.asList("b", null))));
  }

  static void addSorted(List<Sample> all) {
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
    TreeSet<String> nullsFirst =
        new TreeSet<>(Comparator.nullsFirst(Comparator.<String>naturalOrder()));
    nullsFirst.addAll(Arrays.asList("b", null, "a"));
    all.add(Sample.inOrder("TreeSet with null and comparator", nullsFirst));
    all.add(Sample.by("TreeMap with null values", new TreeMap<>(ignoringCase), TreeMap::toString));
    all.add(Sample.inOrder("PriorityQueue", new PriorityQueue<>(WORDS)));
    all.add(Sample.inOrder("PriorityQueue, empty but large", new PriorityQueue<>(10_000)));
    all.add(
        Sample.by(
            "PriorityQueue with comparator",
            queue,
            Sample::elements,
            q -> new PriorityQueue<>(q).poll()));
  }

  static void addMaps(List<Sample> all) {
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
    weak.put(WORDS.get(0), null);
    IdentityHashMap<Object, Object> identity = new IdentityHashMap<>();
    identity.put(new String("k"), 1);
    identity.put(new String("k"), 2);
    all.add(Sample.of("HashMap", new HashMap<>(Map.of("a", 1, "b", List.of("x")))));
    all.add(Sample.of("HashMap with null key and null value", map));
    all.add(Sample.of("HashMap, empty but large", new HashMap<>(10_000)));
    all.add(Sample.of("HashMap, nearly empty and large", sized(new HashMap<>(10_000), 3)));
    all.add(Sample.of("HashMap, small and crowded", sized(new HashMap<>(1, 100f), 1000)));
    all.add(
        Sample.by(
            "LinkedHashMap with null key and null value",
            new LinkedHashMap<>(map),
            m -> m,
            m -> m.keySet().toArray()));
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
    all.add(
        Sample.by(
            "LinkedHashMap, small and crowded",
            (LinkedHashMap<?, ?>) sized(new LinkedHashMap<>(1, 100f), 100),
            m -> m,
            m -> m.keySet().toArray()));
    all.add(Sample.of("Hashtable", new Hashtable<>(Map.of("a", 1, "b", 2))));
    all.add(Sample.of("Properties", properties));
    all.add(
        Sample.by(
            "Properties with defaults", withDefaults, Map::toString, p -> p.getProperty("b")));
    all.add(Sample.of("WeakHashMap with null value", weak));
    all.add(Sample.of("IdentityHashMap, empty but large", new IdentityHashMap<>(10_000)));
    all.add(
        Sample.by(
            "IdentityHashMap",
            identity,
            IdentityHashMap::size,
            m -> new HashSet<>(m.values()),
            m -> m.keySet().stream().map(String::valueOf).sorted().toList()));
  }

  static void addEnums(List<Sample> all) {
    EnumMap<TimeUnit, Object> enumMap = new EnumMap<>(TimeUnit.class);
    enumMap.put(TimeUnit.DAYS, "a");
    enumMap.put(TimeUnit.HOURS, null);
    all.add(Sample.of("EnumMap with null value", enumMap));
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
    all.add(Sample.of("EnumSet of more than 64", EnumSet.range(Many.C01, Many.C69)));
    all.add(
        Sample.of(
            "EnumMap of constants with a body",
            new EnumMap<>(Map.of(ApplicationSamples.Coat.RAIN, "a"))));
    all.add(Sample.of("EnumMap of more than 64", new EnumMap<>(Map.of(Many.C69, 1, Many.C00, 2))));
  }

  private static Map<String, Integer> sized(Map<String, Integer> map, int size) {
    for (int i = 0; i < size; i++) {
      map.put("key" + i, i);
    }
    return map;
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

  /** More constants than a long has bits. */
  enum Many {
    C00,
    C01,
    C02,
    C03,
    C04,
    C05,
    C06,
    C07,
    C08,
    C09,
    C10,
    C11,
    C12,
    C13,
    C14,
    C15,
    C16,
    C17,
    C18,
    C19,
    C20,
    C21,
    C22,
    C23,
    C24,
    C25,
    C26,
    C27,
    C28,
    C29,
    C30,
    C31,
    C32,
    C33,
    C34,
    C35,
    C36,
    C37,
    C38,
    C39,
    C40,
    C41,
    C42,
    C43,
    C44,
    C45,
    C46,
    C47,
    C48,
    C49,
    C50,
    C51,
    C52,
    C53,
    C54,
    C55,
    C56,
    C57,
    C58,
    C59,
    C60,
    C61,
    C62,
    C63,
    C64,
    C65,
    C66,
    C67,
    C68,
    C69
  }
}
