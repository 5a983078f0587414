package dev.coatcheck.codec;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A kind of object that holds another one.
 *
 * @param around makes one around an object
 * @param inside finds the object in it again
 */
record Container(String name, UnaryOperator<Object> around, UnaryOperator<Object> inside) {

  static List<Container> all() {
    List<Container> all = new ArrayList<>();
    addCollections(all);
    addMaps(all);
    addFixed(all);
    addWrappers(all);
    addClasses(all);
    return all;
  }

  private static void addCollections(List<Container> all) {
    all.add(collection("ArrayList", o -> new ArrayList<>(List.of(o))));
    all.add(collection("LinkedList", o -> new LinkedList<>(List.of(o))));
    all.add(collection("Vector", o -> new Vector<>(List.of(o))));
    all.add(collection("ArrayDeque", o -> new ArrayDeque<>(List.of(o))));
    all.add(collection("HashSet", o -> new HashSet<>(List.of(o))));
    all.add(collection("LinkedHashSet", o -> new LinkedHashSet<>(List.of(o))));
    all.add(collection("CopyOnWriteArrayList", o -> new CopyOnWriteArrayList<>(List.of(o))));
    all.add(collection("ConcurrentLinkedQueue", o -> new ConcurrentLinkedQueue<>(List.of(o))));
    all.add(collection("subclass of ArrayList", o -> new Named(o)));
    all.add(collection("Arrays.asList", o -> Arrays.asList(o)));
  }

  private static void addMaps(List<Container> all) {
    all.add(map("HashMap", o -> new HashMap<>(Map.of("k", o))));
    all.add(map("LinkedHashMap", o -> new LinkedHashMap<>(Map.of("k", o))));
    all.add(map("TreeMap", o -> new TreeMap<>(Map.of("k", o))));
    all.add(map("Hashtable", o -> new Hashtable<>(Map.of("k", o))));
    all.add(map("ConcurrentHashMap", o -> new ConcurrentHashMap<>(Map.of("k", o))));
    all.add(map("EnumMap", o -> new EnumMap<>(Map.of(TimeUnit.DAYS, o))));
    all.add(
        new Container(
            "key of a HashMap",
            o -> new HashMap<>(Map.of(o, 1)),
            map -> ((Map<?, ?>) map).keySet().iterator().next()));
  }

  private static void addFixed(List<Container> all) {
    all.add(collection("List.of one", o -> List.of(o)));
    all.add(collection("List.of three", o -> List.of(o, 2, 3)));
    all.add(collection("list of a stream", o -> Stream.of(o, null).toList()));
    all.add(collection("Set.of", o -> Set.of(o)));
    all.add(collection("singletonList", o -> Collections.singletonList(o)));
    all.add(collection("singleton", o -> Collections.singleton(o)));
    all.add(collection("nCopies", o -> Collections.nCopies(2, o)));
    all.add(map("Map.of", o -> Map.of("k", o)));
    all.add(map("Map.of two", o -> Map.of("k", o, "l", o)));
    all.add(map("singletonMap", o -> Collections.singletonMap("k", o)));
    all.add(entry("Map.entry", o -> Map.entry("k", o)));
    all.add(entry("SimpleEntry", o -> new AbstractMap.SimpleEntry<>("k", o)));
    all.add(entry("SimpleImmutableEntry", o -> new AbstractMap.SimpleImmutableEntry<>("k", o)));
    all.add(new Container("Optional", Optional::of, o -> ((Optional<?>) o).orElseThrow()));
    all.add(
        new Container(
            "AtomicReference", AtomicReference::new, o -> ((AtomicReference<?>) o).get()));
  }

  private static void addWrappers(List<Container> all) {
    all.add(
        collection(
            "unmodifiableList", o -> Collections.unmodifiableList(new ArrayList<>(List.of(o)))));
    all.add(collection("unmodifiableSet", o -> Collections.unmodifiableSet(Set.of(o))));
    all.add(map("unmodifiableMap", o -> Collections.unmodifiableMap(new HashMap<>(Map.of(1, o)))));
    all.add(
        collection(
            "synchronizedList", o -> Collections.synchronizedList(new ArrayList<>(List.of(o)))));
    all.add(map("synchronizedMap", o -> Collections.synchronizedMap(new HashMap<>(Map.of(1, o)))));
    all.add(
        collection(
            "checkedList",
            o -> Collections.checkedList(new ArrayList<>(List.of(o)), Object.class)));
  }

  private static void addClasses(List<Container> all) {
    all.add(new Container("array", o -> new Object[] {1, o}, o -> ((Object[]) o)[1]));
    all.add(
        new Container("array of arrays", o -> new Object[][] {{o}}, o -> ((Object[][]) o)[0][0]));
    all.add(new Container("record", InRecord::new, o -> ((InRecord) o).held));
    all.add(new Container("record in records", o -> new InRecord(new InRecord(o)), InRecord::deep));
    all.add(new Container("class", InField::new, o -> ((InField) o).held));
    all.add(new Container("class with writeObject", WithHooks::new, o -> ((WithHooks) o).held));
    all.add(new Container("exception", InException::new, o -> ((InException) o).held));
    all.add(new Container("lambda", Container::lambda, o -> ((Supplier<?>) o).get()));
    all.add(new Container("proxy", Container::proxy, o -> ((Supplier<?>) o).get()));
    all.add(
        new Container(
            "list in a map in a class",
            o -> new InField(new HashMap<>(Map.of("k", new ArrayList<>(List.of(o))))),
            o -> ((List<?>) ((Map<?, ?>) ((InField) o).held).get("k")).get(0)));
  }

  private static Container collection(String name, Function<Object, Collection<?>> around) {
    return new Container(name, around::apply, it -> ((Collection<?>) it).iterator().next());
  }

  private static Container map(String name, Function<Object, Map<?, ?>> around) {
    return new Container(name, around::apply, it -> ((Map<?, ?>) it).values().iterator().next());
  }

  private static Container entry(String name, Function<Object, Map.Entry<?, ?>> around) {
    return new Container(name, around::apply, it -> ((Map.Entry<?, ?>) it).getValue());
  }

  private static Object lambda(Object held) {
    return (Supplier<Object> & Serializable) () -> held;
  }

  private static Object proxy(Object held) {
    return Proxy.newProxyInstance(
        Container.class.getClassLoader(), new Class<?>[] {Supplier.class}, new Handler(held));
  }

  @Override
  public String toString() {
    return name;
  }

  private record InRecord(Object held) {
    static Object deep(Object outer) {
      return ((InRecord) ((InRecord) outer).held).held;
    }
  }

  private static final class InField {
    private final Object held;

    InField(Object held) {
      this.held = held;
    }
  }

  private static final class WithHooks implements Serializable {
    private final Object held;

    WithHooks(Object held) {
      this.held = held;
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
      out.defaultWriteObject();
    }
  }

  private static final class InException extends RuntimeException {
    private final Serializable held;

    InException(Object held) {
      this.held = (Serializable) held;
    }
  }

  private static final class Named extends ArrayList<Object> {
    Named(Object held) {
      add(held);
    }
  }

  private record Handler(Object held) implements InvocationHandler, Serializable {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return held;
    }
  }
}
