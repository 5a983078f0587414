package dev.coatcheck.codec;

import org.jspecify.annotations.Nullable;

/** Stands, in what is read only to be skipped, for an object whose class is missing here. */
@SuppressWarnings("ComparableType") // with whatever else is in a sorted collection
final class Missing implements Comparable<Object> {

  /** The same for a constant of an enum. */
  enum Constant {
    SOME
  }

  /** Whether something stands in the value's place. */
  static boolean isHole(@Nullable Object value) {
    return value instanceof Missing || value instanceof Constant;
  }

  /** Sorted collections take it, and nobody looks at them. */
  @Override
  public int compareTo(Object other) {
    return 0;
  }
}
