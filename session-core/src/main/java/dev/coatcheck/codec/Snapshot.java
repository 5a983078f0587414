package dev.coatcheck.codec;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a collection of Java's holds at one moment, so that its count and its elements agree in the
 * bytes. A collection that another thread changes meanwhile may answer with any exception; here it
 * is always a ConcurrentModificationException, after which the caller may try again.
 */
final class Snapshot {

  private Snapshot() {}

  static @Nullable Object[] of(Collection<?> collection) {
    try {
      return collection.toArray();
    } catch (NullPointerException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw new ConcurrentModificationException("a collection changes while it is stored", e);
    }
  }

  static Map.Entry<?, ?>[] of(Map<?, ?> map) {
    try {
      return map.entrySet().toArray(new Map.Entry<?, ?>[0]);
    } catch (NullPointerException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw new ConcurrentModificationException("a map changes while it is stored", e);
    }
  }
}
