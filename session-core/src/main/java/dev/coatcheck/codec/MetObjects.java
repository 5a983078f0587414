package dev.coatcheck.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one graph that were written so far, by identity, each with its number. Forgetting
 * costs as much as there was, not as much as there ever was: most graphs are small.
 */
final class MetObjects {

  private static final int LEAST = 256;
  private static final int MOST_KEPT = 8 * 1024;

  /** Open addressing; at most half full. */
  private @Nullable Object[] objects = new Object[LEAST];

  private int[] numbers = new int[LEAST];

  /** Where the objects stand, by their numbers. */
  private int[] places = new int[LEAST / 2];

  private int size;

  /** The object that was looked for last, in vain, and where it would stand. */
  private @Nullable Object missing;

  private int missingPlace;

  /** The object's number, -1 when it was not met. */
  int numberOf(Object object) {
    int mask = objects.length - 1;
    int place = place(object, mask);
    for (Object there = objects[place]; there != null; there = objects[place]) {
      if (there == object) {
        return numbers[place];
      }
      place = (place + 1) & mask;
    }
    missing = object;
    missingPlace = place;
    return -1;
  }

  /** Adds an object that is not there, and answers its number. */
  int add(Object object) {
    if (missing != object) {
      numberOf(object);
    }
    int number = size++;
    objects[missingPlace] = object;
    numbers[missingPlace] = number;
    places[number] = missingPlace;
    missing = null;
    if (size == places.length) {
      grow();
    }
    return number;
  }

  void forget() {
    if (objects.length > MOST_KEPT) {
      objects = new Object[LEAST];
      numbers = new int[LEAST];
      places = new int[LEAST / 2];
    } else {
      for (int i = 0; i < size; i++) {
        objects[places[i]] = null;
      }
    }
    size = 0;
    missing = null;
  }

  private void grow() {
    @Nullable Object[] old = objects;
    objects = new Object[2 * old.length];
    numbers = new int[2 * old.length];
    int[] oldPlaces = places;
    places = Arrays.copyOf(oldPlaces, 2 * oldPlaces.length);
    int mask = objects.length - 1;
    for (int number = 0; number < size; number++) {
      Object object = old[oldPlaces[number]];
      int place = object == null ? 0 : place(object, mask);
      while (objects[place] != null) {
        place = (place + 1) & mask;
      }
      objects[place] = object;
      numbers[place] = number;
      places[number] = place;
    }
  }

  /** Spreads hashes of which only the low bits may differ. */
  private static int place(Object object, int mask) {
    int hash = System.identityHashCode(object) * 0x9e3779b9;
    return (hash ^ (hash >>> 16)) & mask;
  }
}
