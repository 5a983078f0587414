package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Java's containers that are made with all they hold, and can never refer to themselves. */
final class FixedSerializers {

  /** What Java's serialization sees of List.of and the like. */
  private static final Class<?> STAND_IN = Innards.of(List.of(1)).written().getClass();

  private FixedSerializers() {}

  static boolean isStandIn(Object object) {
    return object.getClass() == STAND_IN;
  }

  /** A copy of the immutable collection that a view shows. */
  static Object copyBehind(Object view) {
    if (view instanceof List<?> list) {
      return toleratesNull(list) ? list.stream().toList() : List.copyOf(list);
    }
    if (view instanceof Set<?> set) {
      return Set.copyOf(set);
    }
    if (view instanceof Map<?, ?> map) {
      return Map.copyOf(map);
    }
    throw new NeedsWholeValueException(); // a list or a set
  }

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.put(Collections.emptyList().getClass(), constant(Collections.emptyList()));
    all.put(Collections.emptySet().getClass(), constant(Collections.emptySet()));
    all.put(Collections.emptyMap().getClass(), constant(Collections.emptyMap()));
    all.put(
        Collections.singletonList(0).getClass(),
        collection(elements -> Collections.singletonList(elements[0])));
    all.put(
        Collections.singleton(0).getClass(),
        collection(elements -> Collections.singleton(elements[0])));
    all.put(
        Collections.singletonMap(0, 0).getClass(),
        map(pairs -> Collections.singletonMap(pairs[0], pairs[1])));
    all.put(List.of(1).getClass(), collection(List::of));
    all.put(List.of(1, 2, 3).getClass(), new OfList(list -> list));
    all.put(List.of(1).subList(0, 1).getClass(), new OfList(list -> list.subList(0, list.size())));
    all.put(Set.of(1).getClass(), collection(Set::of));
    all.put(Set.of(1, 2, 3).getClass(), collection(Set::of));
    all.put(Map.of(1, 1).getClass(), map(FixedSerializers::mapOf));
    all.put(Map.of(1, 1, 2, 2).getClass(), map(FixedSerializers::mapOf));
    addViews(all);
    all.put(
        AbstractMap.SimpleEntry.class,
        entry(pair -> new AbstractMap.SimpleEntry<>(pair[0], pair[1])));
    all.put(
        AbstractMap.SimpleImmutableEntry.class,
        entry(pair -> new AbstractMap.SimpleImmutableEntry<>(pair[0], pair[1])));
    all.put(Map.entry(1, 1).getClass(), entry(pair -> Map.entry(pair[0], pair[1])));
  }

  /** Views of Map.of, whose order is another one in each JVM anyway. */
  private static void addViews(Map<Class<?>, Serializer<?>> all) {
    all.put(Map.of(1, 1).keySet().getClass(), new OfImmutableView(FixedSerializers::keySet));
    all.put(Map.of(1, 1).values().getClass(), new OfImmutableView(FixedSerializers::values));
    all.put(Map.of(1, 1, 2, 2).entrySet().getClass(), collection(FixedSerializers::entrySet));
    all.put(unmodifiableEntry(1, 1).getClass(), entry(pair -> unmodifiableEntry(pair[0], pair[1])));
  }

  @SuppressWarnings("NullAway") // a null that no such map can hold is refused by the map
  private static Collection<?> keySet(@Nullable Object[] keys) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[keys.length];
    Arrays.setAll(entries, i -> Map.entry(keys[i], true));
    return Map.ofEntries(entries).keySet();
  }

  @SuppressWarnings("NullAway") // a null that no such map can hold is refused by the map
  private static Collection<?> values(@Nullable Object[] values) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[values.length];
    Arrays.setAll(entries, i -> Map.entry(i, values[i]));
    return Map.ofEntries(entries).values();
  }

  private static Collection<?> entrySet(@Nullable Object[] all) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[all.length];
    Arrays.setAll(entries, i -> (Map.Entry<?, ?>) all[i]);
    return Map.ofEntries(entries).entrySet();
  }

  private static Map.Entry<?, ?> unmodifiableEntry(@Nullable Object key, @Nullable Object value) {
    return Collections.unmodifiableMap(Collections.singletonMap(key, value))
        .entrySet()
        .iterator()
        .next();
  }

  private static Serializer<?> constant(Object constant) {
    return new ValueSerializer<>((output, value) -> {}, input -> constant);
  }

  private static Serializer<?> collection(Function<@Nullable Object[], Collection<?>> maker) {
    return new Parts<>(Collection::toArray, maker);
  }

  private static Serializer<?> map(Function<@Nullable Object[], Map<?, ?>> maker) {
    return new Parts<>(FixedSerializers::pairs, maker);
  }

  @SuppressWarnings("NullAway") // an entry that cannot hold null never did
  private static Serializer<?> entry(Function<@Nullable Object[], Map.Entry<?, ?>> maker) {
    return new Parts<>(entry -> new Object[] {entry.getKey(), entry.getValue()}, maker);
  }

  private static @Nullable Object[] pairs(Map<?, ?> map) {
    @Nullable Object[] pairs = new Object[2 * map.size()];
    int end = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      pairs[end++] = entry.getKey();
      pairs[end++] = entry.getValue();
    }
    return pairs;
  }

  @SuppressWarnings("NullAway") // a null that no such map can hold is refused by the map
  private static Map<?, ?> mapOf(@Nullable Object[] pairs) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[pairs.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(pairs[2 * i], pairs[2 * i + 1]);
    }
    return Map.ofEntries(entries);
  }

  /** Taken apart into what it holds, and made of it. */
  private static class Parts<T> extends AttributeSerializer<T> {

    private final Function<T, @Nullable Object[]> apart;
    private final Function<@Nullable Object[], ? extends T> maker;

    Parts(Function<T, @Nullable Object[]> apart, Function<@Nullable Object[], ? extends T> maker) {
      this.apart = apart;
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output output, T value) {
      @Nullable Object[] parts = apart.apply(value);
      output.writeVarInt(parts.length, true);
      kryo.references().open(value);
      for (Object part : parts) {
        kryo.writePart(output, part, "[]");
      }
      kryo.references().close(value);
    }

    @Override
    T read(GraphKryo kryo, BoundedInput input, Class<? extends T> type) {
      @Nullable Object[] parts = new Object[input.readCount(1)];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = kryo.readClassAndObject(input);
      }
      if (Set.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
        kryo.hashWork().spend(parts, 1);
      }
      T value = maker.apply(parts);
      if (value instanceof Set<?> set) {
        kryo.noteHashed(set);
      } else if (value instanceof Map<?, ?> map) {
        kryo.noteHashed(map.keySet());
      }
      return value;
    }
  }

  /** List.of, or the list of a stream, which tolerates null; or a part of one. */
  private static final class OfList extends AttributeSerializer<List<?>> {

    private final Parts<List<?>> strict;
    private final Parts<List<?>> tolerant;

    OfList(UnaryOperator<List<?>> finish) {
      strict = new Parts<>(List::toArray, parts -> finish.apply(List.of(parts)));
      tolerant = new Parts<>(List::toArray, parts -> finish.apply(Arrays.stream(parts).toList()));
    }

    @Override
    void write(GraphKryo kryo, Output output, List<?> value) {
      boolean toleratesNull = toleratesNull(value);
      output.writeBoolean(toleratesNull);
      (toleratesNull ? tolerant : strict).write(kryo, output, value);
    }

    @Override
    List<?> read(GraphKryo kryo, BoundedInput input, Class<? extends List<?>> type) {
      return (input.readBoolean() ? tolerant : strict).read(kryo, input, type);
    }
  }

  /** A view of Map.of; other maps may have views of the same class, and do tolerate null. */
  private static final class OfImmutableView extends Parts<Collection<?>> {

    OfImmutableView(Function<@Nullable Object[], Collection<?>> maker) {
      super(Collection::toArray, maker);
    }

    @Override
    void write(GraphKryo kryo, Output output, Collection<?> value) {
      if (toleratesNull(value)) {
        throw new UnstorableGraphException(ClassRules.whyRefused(value.getClass()));
      }
      super.write(kryo, output, value);
    }
  }

  @SuppressWarnings({"NullAway", "ReturnValueIgnored"}) // whether it throws is the question
  private static boolean toleratesNull(Collection<?> collection) {
    try {
      collection.contains(null);
      return true;
    } catch (NullPointerException e) {
      return false;
    }
  }

  /** Empty, or with a value. */
  static final class OfOptional extends AttributeSerializer<Optional<?>> {

    @Override
    void write(GraphKryo kryo, Output output, Optional<?> value) {
      kryo.references().open(value);
      kryo.writePart(output, value.orElse(null), "value");
      kryo.references().close(value);
    }

    @Override
    Optional<?> read(GraphKryo kryo, BoundedInput input, Class<? extends Optional<?>> type) {
      return Optional.ofNullable(kryo.readClassAndObject(input));
    }
  }
}
