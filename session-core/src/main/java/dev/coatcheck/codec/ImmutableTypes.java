package dev.coatcheck.codec;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which values can never change. In doubt they can: a subclass of BigDecimal, a record with a
 * list. Enums count as unchangeable, since only their names are stored. Thread-safe.
 */
final class ImmutableTypes {

  /**
   * How many parts of a value are looked at before it counts as changeable; a small graph whose
   * parts share parts can have more ways through it than there is time.
   */
  private static final int MOST_PARTS = 10_000;

  private static final Set<Class<?>> KNOWN =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          URI.class,
          Pattern.class,
          Locale.class,
          Currency.class,
          Class.class,
          File.class,
          URL.class,
          Inet4Address.class,
          Inet6Address.class,
          InetSocketAddress.class,
          JapaneseDate.class,
          MinguoDate.class,
          ThaiBuddhistDate.class,
          HijrahDate.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  /** What is made with all it holds, once and for all. */
  private static final Set<Class<?>> CONTAINERS =
      Stream.of(
              Collections.emptyList(),
              Collections.emptySet(),
              Collections.emptyMap(),
              Collections.singletonList(1),
              Collections.singleton(1),
              Collections.singletonMap(1, 1),
              Collections.nCopies(1, 1),
              List.of(1),
              List.of(1, 2, 3),
              Set.of(1),
              Set.of(1, 2, 3),
              Map.of(1, 1),
              Map.of(1, 1, 2, 2),
              Map.entry(1, 1),
              new AbstractMap.SimpleImmutableEntry<>(1, 1))
          .map(Object::getClass)
          .collect(Collectors.toUnmodifiableSet());

  /** Of each record class the components whose declared type does not settle it. */
  private final Map<Class<?>, Field[]> records = new ConcurrentHashMap<>();

  boolean contains(@Nullable Object value) {
    return new Look().finds(value);
  }

  private static boolean isImmutable(Class<?> type) {
    if (KNOWN.contains(type) || Enum.class.isAssignableFrom(type)) {
      return true;
    }
    Class<?> family = BuiltIns.family(type);
    return family == Charset.class || TimeSerializers.types().contains(family);
  }

  private static Field[] unsettled(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      Class<?> declared = field.getType();
      boolean settled =
          Modifier.isStatic(field.getModifiers())
              || declared.isPrimitive()
              || (Modifier.isFinal(declared.getModifiers()) && isImmutable(declared));
      if (!settled) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return fields.toArray(new Field[0]);
  }

  /** One look at a value and what it holds. */
  private final class Look {

    private int parts;

    boolean finds(@Nullable Object value) {
      if (value == null) {
        return true;
      }
      if (++parts > MOST_PARTS) {
        return false;
      }
      if (value instanceof Optional<?> optional) {
        return finds(optional.orElse(null));
      }
      if (value instanceof Record) {
        return findsComponents(value);
      }
      return CONTAINERS.contains(value.getClass())
          ? findsContent(value)
          : isImmutable(value.getClass());
    }

    private boolean findsContent(Object container) {
      if (container instanceof Map<?, ?> map) {
        return findsAll(map.keySet()) && findsAll(map.values());
      }
      if (container instanceof Map.Entry<?, ?> entry) {
        return finds(entry.getKey()) && finds(entry.getValue());
      }
      return findsAll((Collection<?>) container);
    }

    private boolean findsAll(Collection<?> values) {
      for (Object value : values) {
        if (!finds(value)) {
          return false;
        }
      }
      return true;
    }

    private boolean findsComponents(Object object) {
      try {
        for (Field field : records.computeIfAbsent(object.getClass(), ImmutableTypes::unsettled)) {
          if (!finds(field.get(object))) {
            return false;
          }
        }
        return true;
      } catch (IllegalAccessException | InaccessibleObjectException e) {
        return false;
      }
    }
  }
}
