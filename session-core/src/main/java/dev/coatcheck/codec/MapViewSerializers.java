package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Views of Java's maps, none of which Java serializes: keySet, values, entrySet, single entries.
 * Where the map is in the graph too, a view is stored as a view of it, else as what it shows, and
 * comes back as a view of a map of its own.
 */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // whatever sessions hold
final class MapViewSerializers {

  private MapViewSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    add(all, new Hashed(HashMap::new));
    add(all, new Hashed(LinkedHashMap::new));
    add(all, new ByIdentity());
    add(all, new Sorted(TreeMap::new));
    add(all, new Sorted(ConcurrentSkipListMap::new));
    add(all, new OfConstants());
    addEntry(all, HashMap::new);
    addEntry(all, LinkedHashMap::new);
    addEntry(
        all, () -> new TreeMap<>(Comparator.comparing(Objects::isNull))); // one key, whatever it is
    addEntry(all, Hashtable::new);
    addEntry(all, ConcurrentHashMap::new);
  }

  private static void add(Map<Class<?>, Serializer<?>> all, MapKind kind) {
    for (MapPart part : MapPart.values()) {
      Map<Object, Object> example = kind.newMap(kind.order(part, Collections.emptySet()));
      all.put(part.of(example).getClass(), new View(part, kind));
    }
  }

  private static void addEntry(
      Map<Class<?>, Serializer<?>> all, Supplier<Map<Object, Object>> maker) {
    OfEntry serializer = new OfEntry(maker);
    all.put(serializer.entry("", "").getClass(), serializer);
  }

  /** A view of one part of the maps of one class. */
  private static final class View extends AttributeSerializer<Collection<Object>> {

    private final MapPart part;
    private final MapKind kind;

    View(MapPart part, MapKind kind) {
      this.part = part;
      this.kind = kind;
    }

    @Override
    void write(GraphKryo kryo, Output output, Collection<Object> value) {
      Map<?, ?> map = kryo.views().mapOf(value);
      output.writeBoolean(map != null);
      kryo.references().open(value);
      if (map != null) {
        kryo.writePart(output, map, "map");
        kryo.references().close(value);
        return;
      }
      kryo.views().apart(value);
      kryo.writePart(output, kind.order(part, value), "comparator");
      kryo.references().close(value);
      @Nullable Object[] elements = Snapshot.of(value);
      output.writeVarInt(elements.length, true);
      for (Object element : elements) {
        if (part == MapPart.ENTRIES && element instanceof Map.Entry<?, ?> entry) {
          kryo.writePart(output, entry.getKey(), "key");
          kryo.writePart(output, entry.getValue(), "value");
        } else {
          kryo.writePart(output, element, "[]");
        }
      }
    }

    @Override
    Collection<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends Collection<Object>> type) {
      if (input.readBoolean()) {
        return (Collection<Object>) part.read(kryo, input, type);
      }
      Map<Object, Object> map = kind.newMap(kryo.readClassAndObject(input));
      Collection<?> view = part.of(map);
      kryo.reference(view);
      int step = part == MapPart.ENTRIES ? 2 : 1;
      int cycles = kryo.references().cycles();
      @Nullable Object[] content = new Object[step * input.readCount(step)];
      for (int i = 0; i < content.length; i++) {
        content[i] = kryo.readClassAndObject(input);
      }
      kryo.fill(
          cycles,
          content,
          step,
          () -> {
            put(map, content);
            kind.note(kryo, map);
          });
      return (Collection<Object>) view;
    }

    @SuppressWarnings("NullAway") // which maps take null is their affair
    private void put(Map<Object, Object> map, @Nullable Object[] content) {
      for (int i = 0; i < content.length; i++) {
        switch (part) {
          case KEYS -> map.put(content[i], true);
          case VALUES -> map.put(kind.key(i), content[i]);
          case ENTRIES -> map.put(content[i], content[++i]);
        }
      }
    }
  }

  /** One entry, which may still be set. */
  private static final class OfEntry extends AttributeSerializer<Map.Entry<Object, Object>> {

    private final Supplier<Map<Object, Object>> maker;

    OfEntry(Supplier<Map<Object, Object>> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, Map.Entry<Object, Object> value) {
      kryo.views().apart(value);
      kryo.references().open(value);
      kryo.writePart(output, value.getKey(), "key");
      kryo.writePart(output, value.getValue(), "value");
      kryo.references().close(value);
    }

    @Override
    Map.Entry<Object, Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends Map.Entry<Object, Object>> type) {
      Object key = kryo.readClassAndObject(input);
      return entry(key, kryo.readClassAndObject(input));
    }

    @SuppressWarnings("NullAway") // which maps take null is their affair
    Map.Entry<Object, Object> entry(@Nullable Object key, @Nullable Object value) {
      Map<Object, Object> map = maker.get();
      map.put(key, value);
      return map.entrySet().iterator().next();
    }
  }

  /** How a map is made for a view that came without one. */
  private abstract static class MapKind {

    /** What the map needs to know to be made. */
    @Nullable Object order(MapPart part, Collection<?> view) {
      return null;
    }

    abstract Map<Object, Object> newMap(@Nullable Object order);

    /** A key for the value at that place, so that the values keep their order. */
    Object key(int place) {
      return place;
    }

    void note(GraphKryo kryo, Map<Object, Object> map) {}
  }

  /** HashMap, linked or not. */
  private static final class Hashed extends MapKind {

    private final Supplier<Map<Object, Object>> maker;

    Hashed(Supplier<Map<Object, Object>> maker) {
      this.maker = maker;
    }

    @Override
    Map<Object, Object> newMap(@Nullable Object order) {
      return maker.get();
    }

    /** HashMap spreads hashes this way, and spreading twice gives the number itself. */
    @Override
    Object key(int place) {
      return place ^ (place >>> 16);
    }

    @Override
    void note(GraphKryo kryo, Map<Object, Object> map) {
      if (!(map instanceof LinkedHashMap)) {
        kryo.noteHashed(map.keySet());
      }
    }
  }

  /** IdentityHashMap. */
  private static final class ByIdentity extends MapKind {

    @Override
    Map<Object, Object> newMap(@Nullable Object order) {
      return new IdentityHashMap<>();
    }

    @Override
    Object key(int place) {
      return new Object();
    }

    @Override
    void note(GraphKryo kryo, Map<Object, Object> map) {
      kryo.notRepeatable();
    }
  }

  /** A map with a comparator, or null for the natural order. */
  private static final class Sorted extends MapKind {

    /** Makes the map. */
    private interface Maker {
      Map<Object, Object> of(@Nullable Comparator<Object> comparator);
    }

    private final Maker maker;

    Sorted(Maker maker) {
      this.maker = maker;
    }

    @Override
    @Nullable Object order(MapPart part, Collection<?> view) {
      if (view.isEmpty() || part == MapPart.VALUES) {
        return view instanceof SortedSet<?> keys ? keys.comparator() : null;
      }
      return part == MapPart.KEYS ? ((SortedSet<?>) view).comparator() : orderOfEntries(view);
    }

    /** Entries say how they are sorted: by a comparator that Java derives from the map's. */
    private static @Nullable Object orderOfEntries(Collection<?> entries) {
      Object derived = Innards.of(entries.spliterator().getComparator()).written();
      if (derived instanceof SerializedLambda lambda) {
        return lambda.getCapturedArgCount() == 0 ? null : lambda.getCapturedArg(0);
      }
      throw new UnstorableGraphException(
          entries.getClass().getName() + " does not tell how it is sorted");
    }

    @Override
    Map<Object, Object> newMap(@Nullable Object order) {
      return maker.of((Comparator<Object>) order);
    }
  }

  /** EnumMap: without a key, any enum will do. */
  private static final class OfConstants extends MapKind {

    private static final Character.UnicodeScript[] MANY = Character.UnicodeScript.values();

    /** Fewer than any Java has, so that each can read what another one wrote. */
    private static final int MOST = 150;

    @Override
    Object order(MapPart part, Collection<?> view) {
      if (part == MapPart.VALUES) {
        if (view.size() > MOST) {
          throw new UnstorableGraphException(
              view.getClass().getName() + " shows more than " + MOST + " values without their map");
        }
        return Character.UnicodeScript.class;
      }
      for (Object element : view) {
        Object key = element instanceof Map.Entry<?, ?> entry ? entry.getKey() : element;
        return ((Enum<?>) key).getDeclaringClass();
      }
      return TimeUnit.class;
    }

    @Override
    Map<Object, Object> newMap(@Nullable Object order) {
      if (!(order instanceof Class<?> type) || !type.isEnum()) {
        throw new UnreadableBytesException("a map of constants lacks its enum");
      }
      return new EnumMap(type);
    }

    @Override
    Object key(int place) {
      return MANY[place];
    }
  }
}
