package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Java's views of one other object: unmodifiable and synchronized collections, Arrays.asList, a set
 * on a map. What they wrap is stored as part of the graph, so that it stays the same object.
 */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // whatever sessions hold
final class WrapperSerializers {

  private WrapperSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    addUnmodifiable(all);
    addSynchronized(all);
    put(all, Map.class, WrapperSerializers::setOn, new HashMap<>());
    all.put(Arrays.asList().getClass(), new View<>(Object[].class, Arrays::asList));
    all.put(ConcurrentHashMap.KeySetView.class, new OfKeySetView());
  }

  private static void addUnmodifiable(Map<Class<?>, Serializer<?>> all) {
    put(all, Collection.class, Collections::unmodifiableCollection, new ArrayList<>());
    put(all, List.class, Collections::unmodifiableList, new ArrayList<>());
    put(all, List.class, Collections::unmodifiableList, new LinkedList<>());
    put(all, Set.class, Collections::unmodifiableSet, new HashSet<>());
    put(all, SortedSet.class, Collections::unmodifiableSortedSet, new TreeSet<>());
    put(all, NavigableSet.class, Collections::unmodifiableNavigableSet, new TreeSet<>());
    put(all, Map.class, Collections::unmodifiableMap, new HashMap<>());
    put(all, SortedMap.class, Collections::unmodifiableSortedMap, new TreeMap<>());
    put(all, NavigableMap.class, Collections::unmodifiableNavigableMap, new TreeMap<>());
  }

  private static void addSynchronized(Map<Class<?>, Serializer<?>> all) {
    put(all, Collection.class, Collections::synchronizedCollection, new ArrayList<>());
    put(all, List.class, Collections::synchronizedList, new ArrayList<>());
    put(all, List.class, Collections::synchronizedList, new LinkedList<>());
    put(all, Set.class, Collections::synchronizedSet, new HashSet<>());
    put(all, SortedSet.class, Collections::synchronizedSortedSet, new TreeSet<>());
    put(all, NavigableSet.class, Collections::synchronizedNavigableSet, new TreeSet<>());
    put(all, Map.class, Collections::synchronizedMap, new HashMap<>());
    put(all, SortedMap.class, Collections::synchronizedSortedMap, new TreeMap<>());
    put(all, NavigableMap.class, Collections::synchronizedNavigableMap, new TreeMap<>());
  }

  /** A set on a map wants the map empty first; a copy of the map might think keys equal. */
  private static Set<?> setOn(Map<Object, Boolean> map) {
    Object[] keys = map.keySet().toArray();
    map.clear();
    Set<?> set = Collections.newSetFromMap(map);
    for (Object key : keys) {
      map.put(key, true);
    }
    return set;
  }

  private static <T> void put(
      Map<Class<?>, Serializer<?>> all, Class<T> wrapped, Function<T, ?> wrapper, T example) {
    all.put(wrapper.apply(example).getClass(), new View<>(wrapped, wrapper));
  }

  /** A wrapper and what it wraps. */
  private static final class View<T> extends AttributeSerializer<Object> {

    private final Class<T> wrapped;
    private final Function<T, ?> wrapper;

    View(Class<T> wrapped, Function<T, ?> wrapper) {
      this.wrapped = wrapped;
      this.wrapper = wrapper;
    }

    @Override
    void write(GraphKryo kryo, Output output, Object value) {
      Object part = partOf(value);
      kryo.references().open(value);
      // a synchronized wrapper is its own lock; for the others it is nobody's
      synchronized (value) {
        kryo.writePart(output, part, "wrapped");
      }
      kryo.references().close(value);
    }

    private static Object partOf(Object value) {
      List<Object> parts = Innards.of(value).parts();
      if (parts.size() != 1) {
        throw new NeedsWholeValueException(); // a lock of its own, for instance
      }
      Object part = parts.get(0);
      if (FixedSerializers.isStandIn(part)) {
        return FixedSerializers.copyBehind(value); // nobody can tell it from the original
      }
      if (!BuiltIns.handles(part.getClass()) && ClassRules.isResolved(part.getClass())) {
        throw new NeedsWholeValueException(); // stands for a set of constants, for instance
      }
      return part;
    }

    @Override
    Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
      Object part = kryo.readClassAndObject(input);
      if (!wrapped.isInstance(part)) {
        throw new UnreadableBytesException("a " + type.getName() + " wraps something else");
      }
      return wrapper.apply(wrapped.cast(part));
    }
  }

  /** The keys of a concurrent map, and what they are mapped to when they are added. */
  private static final class OfKeySetView
      extends AttributeSerializer<ConcurrentHashMap.KeySetView<Object, Object>> {

    @Override
    void write(GraphKryo kryo, Output output, ConcurrentHashMap.KeySetView<Object, Object> value) {
      kryo.references().open(value);
      kryo.writePart(output, value.getMap(), "map");
      kryo.writePart(output, value.getMappedValue(), "value");
      kryo.references().close(value);
    }

    @Override
    ConcurrentHashMap.KeySetView<Object, Object> read(
        GraphKryo kryo,
        BoundedInput input,
        Class<? extends ConcurrentHashMap.KeySetView<Object, Object>> type) {
      if (!(kryo.readClassAndObject(input) instanceof ConcurrentHashMap map)) {
        throw new UnreadableBytesException("a " + type.getName() + " wraps something else");
      }
      Object added = kryo.readClassAndObject(input);
      return added == null ? map.keySet() : map.keySet(added);
    }
  }
}
