package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Java's maps that are filled after they are made. */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // sessions hold them, and exact classes matter
final class MapSerializers {

  private static final int LEAST_CAPACITY = 16;

  private MapSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.put(HashMap.class, new Filled(size -> new HashMap<>(capacity(size))));
    all.put(Hashtable.class, new Filled(size -> new Hashtable<>(capacity(size))));
    all.put(ConcurrentHashMap.class, new Filled(size -> new ConcurrentHashMap<>(capacity(size))));
    all.put(IdentityHashMap.class, new Filled(IdentityHashMap::new));
    all.put(WeakHashMap.class, new Filled(size -> new WeakHashMap<>(capacity(size))));
    all.put(LinkedHashMap.class, new Linked());
    all.put(
        TreeMap.class, new Compared<TreeMap<Object, Object>>(TreeMap::comparator, TreeMap::new));
    all.put(
        ConcurrentSkipListMap.class,
        new Compared<ConcurrentSkipListMap<Object, Object>>(
            ConcurrentSkipListMap::comparator, ConcurrentSkipListMap::new));
  }

  /** A table that takes so many entries without growing, as large as one that grew by itself. */
  static int capacity(int size) {
    return Math.max(LEAST_CAPACITY, (int) Math.min(Math.ceil(size / 0.75), 1 << 30));
  }

  private static void writeEntries(GraphKryo kryo, Output output, Map<?, ?> map) {
    @Nullable Object[] pairs = Snapshot.of(map);
    kryo.views().met(map);
    output.writeVarInt(pairs.length / 2, true);
    // a Hashtable puts what comes later before what it has, and so must get it backwards
    boolean backwards = map instanceof Hashtable;
    for (int i = 0; i < pairs.length; i += 2) {
      int key = backwards ? pairs.length - 2 - i : i;
      kryo.writePart(output, pairs[key], "key");
      kryo.writePart(output, pairs[key + 1], "value");
    }
  }

  /** Keys and values in turn. */
  private static @Nullable Object[] readPairs(GraphKryo kryo, BoundedInput input, int size) {
    @Nullable Object[] pairs = new Object[2 * size];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = kryo.readClassAndObject(input);
    }
    return pairs;
  }

  @SuppressWarnings("NullAway") // which maps take null is their affair
  private static void putAll(Map<Object, Object> map, @Nullable Object[] pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
  }

  /** Made empty, then filled; entries may refer to the map. */
  private static final class Filled extends AttributeSerializer<Map<Object, Object>> {

    private final IntFunction<Map<Object, Object>> maker;

    Filled(IntFunction<Map<Object, Object>> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, Map<Object, Object> value) {
      writeEntries(kryo, output, value);
    }

    @Override
    Map<Object, Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends Map<Object, Object>> type) {
      int size = input.readCount(2);
      Map<Object, Object> map = maker.apply(size);
      kryo.reference(map);
      int cycles = kryo.references().cycles();
      @Nullable Object[] pairs = readPairs(kryo, input, size);
      kryo.fill(
          cycles,
          pairs,
          2,
          () -> {
            putAll(map, pairs);
            if (map instanceof IdentityHashMap || map instanceof WeakHashMap) {
              kryo.notRepeatable();
            } else {
              kryo.noteHashed(map.keySet());
            }
          });
      return map;
    }
  }

  /** A LinkedHashMap and whether it is in the order of access. */
  private static final class Linked extends AttributeSerializer<LinkedHashMap<Object, Object>> {

    private static final float LOAD_FACTOR = 0.75f;

    @Override
    void write(GraphKryo kryo, Output output, LinkedHashMap<Object, Object> value) {
      output.writeBoolean(isInOrderOfAccess(value));
      writeEntries(kryo, output, value);
    }

    @Override
    LinkedHashMap<Object, Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends LinkedHashMap<Object, Object>> type) {
      boolean orderOfAccess = input.readBoolean();
      int size = input.readCount(2);
      LinkedHashMap<Object, Object> map =
          new LinkedHashMap<>(capacity(size), LOAD_FACTOR, orderOfAccess);
      kryo.reference(map);
      int cycles = kryo.references().cycles();
      @Nullable Object[] pairs = readPairs(kryo, input, size);
      kryo.fill(cycles, pairs, 2, () -> putAll(map, pairs));
      return map;
    }

    /** No method tells it, so an emptied copy is tried out: does reading an entry move it? */
    private static boolean isInOrderOfAccess(LinkedHashMap<Object, Object> map) {
      @SuppressWarnings("unchecked") // a map's clone is of its own type
      LinkedHashMap<Object, Object> copy = (LinkedHashMap<Object, Object>) map.clone();
      copy.clear();
      copy.put(1, 1);
      copy.put(2, 2);
      copy.get(1);
      return copy.keySet().iterator().next().equals(2);
    }
  }

  /** Made with a comparator, which may be null, then filled. */
  private static final class Compared<T extends Map<Object, Object>>
      extends AttributeSerializer<T> {

    private final Function<T, @Nullable Comparator<? super Object>> order;
    private final Function<@Nullable Comparator<? super Object>, T> maker;

    Compared(
        Function<T, @Nullable Comparator<? super Object>> order,
        Function<@Nullable Comparator<? super Object>, T> maker) {
      this.order = order;
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, T value) {
      kryo.references().open(value);
      kryo.writePart(output, order.apply(value), "comparator");
      kryo.references().close(value);
      writeEntries(kryo, output, value);
    }

    @Override
    @SuppressWarnings("unchecked") // the comparator was this map's
    T read(GraphKryo kryo, BoundedInput input, Class<? extends T> type) {
      T map = maker.apply((Comparator<Object>) kryo.readClassAndObject(input));
      kryo.reference(map);
      int cycles = kryo.references().cycles();
      @Nullable Object[] pairs = readPairs(kryo, input, input.readCount(2));
      kryo.fill(cycles, pairs, 2, () -> putAll(map, pairs)); // comparing needs whole keys too
      return map;
    }
  }
}
