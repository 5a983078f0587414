package dev.coatcheck.codec;

import java.io.File;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.AbstractMap;
import java.util.Collection;
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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** The kinds that cannot be changed in place, declared for the tests, not asked of the codec. */
final class FixedKinds {

  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          URI.class,
          URL.class,
          Pattern.class,
          Locale.class,
          Currency.class,
          Class.class,
          File.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  /** Made with all they hold, once and for all. */
  private static final Set<Class<?>> CONTAINERS =
      Stream.of(
              java.util.Collections.emptyList(),
              java.util.Collections.emptySet(),
              java.util.Collections.emptyMap(),
              java.util.Collections.singleton(1),
              java.util.Collections.singletonList(1),
              java.util.Collections.singletonMap(1, 1),
              java.util.Collections.nCopies(1, 1),
              List.of(1),
              List.of(1, 2, 3),
              Set.of(1),
              Set.of(1, 2, 3),
              Map.of(1, 1),
              Map.of(1, 1, 2, 2),
              Map.entry(1, 1),
              new AbstractMap.SimpleImmutableEntry<>(1, 1))
          .<Class<?>>map(Object::getClass)
          .collect(java.util.stream.Collectors.toUnmodifiableSet());

  private static final Set<String> NAMED =
      Set.of(
          "byte[] of none",
          "synchronizedList of unmodifiableList",
          "HashMap.keySet, empty",
          "EnumMap.keySet, empty",
          "Map.of.keySet",
          "Map.of.values",
          "SynchronousQueue",
          "SynchronousQueue, fair",
          "Throwable without a stack",
          "singleton",
          "singleton of the application");

  private FixedKinds() {}

  /**
   * Whether no mutation is expected: what cannot change, and what could only be changed by whoever
   * holds something else, such as the list behind an unmodifiable one.
   */
  static boolean cannotBeChanged(Sample sample) {
    Object value = sample.value();
    return contains(value)
        || CONTAINERS.contains(value.getClass())
        || isUnmodifiable(value)
        || value.getClass().isHidden()
        || value instanceof Clock
        || value instanceof X500Principal
        || value instanceof Lock
        || value instanceof ReadWriteLock // fair or not from the start, and comes back unlocked
        || NAMED.contains(sample.name());
  }

  static boolean isUnmodifiable(Object value) {
    String name = value.getClass().getName();
    return name.startsWith("java.util.Collections$Unmodifiable")
        || name.startsWith("java.util.ImmutableCollections$");
  }

  /** Whether nothing that can be reached through the value can change: it is not encoded again. */
  static boolean contains(@Nullable Object value) {
    if (value == null || value instanceof Enum<?> || isTime(value)) {
      return true;
    }
    if (value instanceof Charset
        || value instanceof InetAddress
        || value instanceof InetSocketAddress) {
      return true;
    }
    if (value instanceof Optional<?> optional) {
      return contains(optional.orElse(null));
    }
    if (value instanceof Record) {
      return Stream.of(value.getClass().getRecordComponents())
          .allMatch(component -> contains(componentOf(value, component)));
    }
    return VALUES.contains(value.getClass())
        || (CONTAINERS.contains(value.getClass()) && holdsFixedOnly(value));
  }

  private static boolean isTime(Object value) {
    return value.getClass().getPackageName().startsWith("java.time") && !(value instanceof Clock);
  }

  private static boolean holdsFixedOnly(Object container) {
    if (container instanceof Map<?, ?> map) {
      return holdsFixedOnly(map.keySet()) && holdsFixedOnly(map.values());
    }
    if (container instanceof Map.Entry<?, ?> entry) {
      return contains(entry.getKey()) && contains(entry.getValue());
    }
    return ((Collection<?>) container).stream().allMatch(FixedKinds::contains);
  }

  private static @Nullable Object componentOf(Object value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
