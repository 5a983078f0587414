package dev.coatcheck.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whose hash codes depend on content alone, so that a hash table of them comes out in the
 * same order each time it is decoded. In doubt a class is not among them. Thread-safe.
 */
final class StableHashes {

  /** Up to so many keys, a table never turns a bucket into a tree. */
  private static final int NEVER_TREES = 8;

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
          Date.class,
          java.sql.Date.class,
          java.sql.Timestamp.class);

  /** A tree of these is in an order of their own, given that they are all of one class. */
  private static final Set<Class<?>> ORDERED =
      Set.of(
          String.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          BigInteger.class,
          UUID.class,
          URI.class,
          Date.class);

  /** While a class is looked into, it is in doubt. */
  private final Map<Class<?>, Boolean> classes = new ConcurrentHashMap<>();

  /** Whether a hash table of these comes out in the same order each time. */
  boolean areStable(Collection<?> keys) {
    Class<?> type = null;
    boolean ofOneClass = true;
    for (Object key : keys) {
      if (key != null && key.getClass() != type) {
        if (!isStable(key.getClass())) {
          return false;
        }
        ofOneClass &= type == null;
        type = key.getClass();
      }
    }
    return keys.size() <= NEVER_TREES
        || type == null
        || (ofOneClass && ORDERED.contains(type))
        || !collide(keys);
  }

  /**
   * Equal hashes of keys that have no order among them: in a tree, their order is that of their
   * addresses.
   */
  private static boolean collide(Collection<?> keys) {
    int[] hashes =
        keys.stream().mapToInt(key -> key == null ? 0 : key.hashCode()).sorted().toArray();
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        return true;
      }
    }
    return false;
  }

  private boolean isStable(Class<?> type) {
    // a constant hashes by its address, but stays the same object while this JVM lives
    if (KNOWN.contains(type) || Enum.class.isAssignableFrom(type) || type == Class.class) {
      return true;
    }
    if (BuiltIns.isPlainValue(type)) {
      return true;
    }
    Boolean known = classes.get(type);
    if (known == null) {
      classes.put(type, false);
      known = hashesByContent(type);
      classes.put(type, known);
    }
    return known;
  }

  /** A class with a hashCode of its own, all of whose fields can only be of stable types. */
  private boolean hashesByContent(Class<?> type) {
    if (ClassRules.isPlatform(type) || !(type.isRecord() || overridesHashCode(type))) {
      return false;
    }
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (level != Object.class && level != Record.class && ClassRules.isPlatform(level)) {
        return false;
      }
      for (Field field : level.getDeclaredFields()) {
        Class<?> declared = field.getType();
        boolean exact = Modifier.isFinal(declared.getModifiers()) || KNOWN.contains(declared);
        if (!Modifier.isStatic(field.getModifiers())
            && !declared.isPrimitive()
            && !(exact && isStable(declared))
            && !declared.isEnum()) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean overridesHashCode(Class<?> type) {
    try {
      return type.getMethod("hashCode").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
