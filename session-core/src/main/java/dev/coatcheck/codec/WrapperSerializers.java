package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
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
import java.util.Vector;
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
    put(all, ConcurrentHashMap.class, ConcurrentHashMap::values, new ConcurrentHashMap());
    put(all, ConcurrentHashMap.class, ConcurrentHashMap::entrySet, new ConcurrentHashMap());
    put(all, Set.class, WrapperSerializers::unmodifiableEntries, new HashMap().entrySet());
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

  /** Only an unmodifiable map makes them, of the entries it is given. */
  private static Set<?> unmodifiableEntries(Set<?> entries) {
    return Collections.unmodifiableMap(
            new AbstractMap() {
              @Override
              public Set<?> entrySet() {
                return entries;
              }
            })
        .entrySet();
  }

  private static <T> void put(
      Map<Class<?>, Serializer<?>> all, Class<T> wrapped, Function<T, ?> wrapper, T example) {
    all.put(wrapper.apply(example).getClass(), new View<>(wrapped, wrapper));
  }

  /** A wrapper and what it wraps; a synchronized view of a map, and the map that is its lock. */
  private static final class View<T> extends AttributeSerializer<Object> {

    private static final byte WRAPPED = 'W';
    private static final byte ISLAND = 'I';
    private static final Class<?> SYNCHRONIZED_LIST =
        Collections.synchronizedList(new ArrayList<>()).getClass();

    private final Class<T> wrapped;
    private final Function<T, ?> wrapper;

    View(Class<T> wrapped, Function<T, ?> wrapper) {
      this.wrapped = wrapped;
      this.wrapper = wrapper;
    }

    @Override
    void write(GraphKryo kryo, Output output, Object value) {
      List<Object> parts = Innards.of(value).parts();
      if (parts.size() == 2 && parts.get(1) instanceof Map<?, ?> map && isOwn(map)) {
        MapPart shown = MapPart.shown(value, parts.get(0), map);
        if (shown != null) {
          output.writeByte(shown.letter());
          writePart(kryo, output, value, map);
          return;
        }
      }
      Object part;
      try {
        part = partOf(kryo, value, parts);
      } catch (NeedsWholeValueException e) {
        if (!kryo.hasIslands()) {
          throw e;
        }
        output.writeByte(ISLAND);
        Islands.write(kryo, output, value);
        return;
      }
      output.writeByte(WRAPPED);
      writePart(kryo, output, value, part);
    }

    private static void writePart(GraphKryo kryo, Output output, Object value, Object part) {
      kryo.references().open(value);
      // a synchronized wrapper is its own lock; for the others it is nobody's
      synchronized (value) {
        kryo.writePart(output, part, "wrapped");
      }
      kryo.references().close(value);
    }

    /** Whether the map can be asked for its views without running the application's code. */
    private static boolean isOwn(Map<?, ?> map) {
      return map instanceof Hashtable
          ? ClassRules.isPlatform(map.getClass())
          : BuiltIns.handles(map.getClass())
              && Innards.of(map).parts().stream()
                  .allMatch(part -> BuiltIns.handles(part.getClass()));
    }

    private static Object partOf(GraphKryo kryo, Object value, List<Object> parts) {
      Object part = parts.get(0);
      if (value.getClass() == SYNCHRONIZED_LIST && part.getClass() == SubListSerializers.FIXED) {
        kryo.views().apart(part); // most likely a part of a Vector, which can be added to
        return new Vector<>(Arrays.asList(SubListSerializers.elementsOf((List<?>) value)));
      }
      boolean partOfSynchronized = parts.get(parts.size() - 1) instanceof List<?>;
      if (parts.size() != 1 && !(partOfSynchronized && BuiltIns.handles(part.getClass()))) {
        throw new NeedsWholeValueException();
      }
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
      byte shown = input.readByte();
      if (shown == ISLAND) {
        return Islands.read(kryo, input);
      }
      if (shown != WRAPPED) {
        return MapPart.ofLetter(shown).read(kryo, input, type);
      }
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
