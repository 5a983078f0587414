package dev.coatcheck.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Knows which values can never change. In doubt they can: a subclass of BigDecimal, a record with a
 * list. Enums count as unchangeable, since only their names are stored. Thread-safe.
 */
final class ImmutableTypes {

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
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  /** Of each record class the components whose declared type does not settle it. */
  private final Map<Class<?>, Field[]> records = new ConcurrentHashMap<>();

  boolean contains(@Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (value instanceof Optional<?> optional) {
      return contains(optional.orElse(null));
    }
    return value instanceof Record ? holdsImmutablesOnly(value) : isImmutable(value.getClass());
  }

  private static boolean isImmutable(Class<?> type) {
    if (KNOWN.contains(type) || Enum.class.isAssignableFrom(type)) {
      return true;
    }
    Class<?> family = BuiltIns.family(type);
    return family == Charset.class || TimeSerializers.types().contains(family);
  }

  private boolean holdsImmutablesOnly(Object object) {
    try {
      for (Field field : records.computeIfAbsent(object.getClass(), ImmutableTypes::unsettled)) {
        if (!contains(field.get(object))) {
          return false;
        }
      }
      return true;
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      return false;
    }
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
}
