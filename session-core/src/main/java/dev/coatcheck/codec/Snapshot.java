package dev.coatcheck.codec;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a collection of Java's holds at one moment, taken in one go and before anything of it is
 * encoded, so that its count and its elements agree in the bytes. A collection that another thread
 * changes meanwhile may answer with any exception, or with a null that it cannot hold; here that is
 * always a ConcurrentModificationException, after which the caller may try again.
 */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // sessions hold them
final class Snapshot {

  private Snapshot() {}

  static @Nullable Object[] of(Collection<?> collection) {
    @Nullable Object[] elements;
    try {
      elements = collection.toArray();
    } catch (NullPointerException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw changed(e);
    }
    if (collection instanceof Queue<?> && !(collection instanceof LinkedList<?>)) {
      requireNone(elements, 1);
    }
    return elements;
  }

  /** Keys and values in turn. */
  static @Nullable Object[] of(Map<?, ?> map) {
    @Nullable Object[] pairs;
    try {
      if (map instanceof Hashtable) {
        synchronized (map) {
          pairs = pairs(map);
        }
      } else if (map instanceof ConcurrentMap) {
        pairs = pairs(map.entrySet().toArray(new Map.Entry<?, ?>[0])); // its size says little
      } else {
        pairs = pairs(map);
      }
    } catch (NullPointerException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw changed(e);
    }
    if (!holdsNullKey(map)) {
      requireNone(pairs, 2);
    }
    return pairs;
  }

  private static @Nullable Object[] pairs(Map<?, ?> map) {
    int size = map.size();
    @Nullable Object[] pairs = new Object[2 * size];
    int end = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      pairs[end] = entry.getKey();
      pairs[end + 1] = entry.getValue();
      end += 2;
    }
    if (end != pairs.length) {
      throw new NoSuchElementException();
    }
    return pairs;
  }

  private static @Nullable Object[] pairs(Map.Entry<?, ?>[] entries) {
    @Nullable Object[] pairs = new Object[2 * entries.length];
    for (int i = 0; i < entries.length; i++) {
      pairs[2 * i] = entries[i].getKey();
      pairs[2 * i + 1] = entries[i].getValue();
    }
    return pairs;
  }

  private static boolean holdsNullKey(Map<?, ?> map) {
    return map instanceof HashMap
        || map instanceof IdentityHashMap
        || map instanceof WeakHashMap
        || (map instanceof TreeMap<?, ?> sorted && sorted.comparator() != null);
  }

  private static void requireNone(@Nullable Object[] elements, int step) {
    for (int i = 0; i < elements.length; i += step) {
      if (elements[i] == null) {
        throw changed(null);
      }
    }
  }

  @SuppressWarnings("NullAway") // a cause may be null
  private static ConcurrentModificationException changed(@Nullable Throwable cause) {
    return new ConcurrentModificationException("a collection changes while it is stored", cause);
  }
}
