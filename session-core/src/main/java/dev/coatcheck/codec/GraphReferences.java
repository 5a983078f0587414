package dev.coatcheck.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of a graph were met. Refuses what would come back wrong without an error: a
 * reference to an object that cannot exist yet, and an object that two formats share.
 */
final class GraphReferences {

  private static final int MOST_KEPT = 8 * 1024;

  private final Skipping skipping = new Skipping();
  private final MetObjects written = new MetObjects();
  private ArrayList<@Nullable Object> read = new ArrayList<>();
  private final List<Object> open = new ArrayList<>();
  private final List<Object> unfinished = new ArrayList<>();
  private int cycles;
  private @Nullable Set<Object> leafParts;
  private final List<Object> lastLeaf = new ArrayList<>(0);

  /** From here to {@link #close} nothing may refer to the object: it is made after its parts. */
  void open(Object whole) {
    open.add(whole);
  }

  void close(Object whole) {
    Object last = open.remove(open.size() - 1);
    if (last != whole) {
      throw new IllegalStateException("serializers out of step");
    }
  }

  /**
   * Notes an object within a leaf; not when the graph around it has it too: it would become two.
   */
  boolean addLeafPart(Object part) {
    if (written.numberOf(part) != -1) {
      return false;
    }
    if (leafParts == null) {
      leafParts = Collections.newSetFromMap(new IdentityHashMap<>());
    }
    boolean added = leafParts.add(part);
    if (added) {
      lastLeaf.add(part);
    }
    return added;
  }

  /** From here on a leaf is written. */
  void beginLeaf() {
    lastLeaf.clear();
  }

  /** The last leaf became none. */
  void dropLeafParts() {
    if (leafParts != null) {
      lastLeaf.forEach(leafParts::remove);
    }
    lastLeaf.clear();
  }

  /** The number of an object that was met before; -1: it is new, and has one from here on. */
  int meet(Object object) {
    int number = written.numberOf(object);
    if (number == -1) {
      if (leafParts != null && leafParts.contains(object)) {
        throw new NeedsWholeValueException();
      }
      written.add(object);
    } else if (isAmong(open, object)) {
      if (object instanceof Record
          || !(object instanceof Serializable)
          || ClassRules.isReplaced(object.getClass())) {
        throw new UnstorableGraphException(
            object.getClass().getName()
                + " contains itself, and Java's serialization cannot read that back either;"
                + " use a class instead of a record, or a list that can be changed");
      }
      throw new NeedsWholeValueException();
    }
    return number;
  }

  /** From here to {@link #finish} the object exists, and its fields are being read. */
  void begin(Object object) {
    unfinished.add(object);
  }

  void finish() {
    unfinished.remove(unfinished.size() - 1);
  }

  Skipping skipping() {
    return skipping;
  }

  /** How many objects were met while reading; the number of the next. */
  int readCount() {
    return read.size();
  }

  /** How many references led to an object whose fields were not all there yet. */
  int cycles() {
    return cycles;
  }

  /** The number of an object that is going to be read. */
  int announce() {
    read.add(null);
    return read.size() - 1;
  }

  /** The announced object is there. */
  void arrived(int number, Object object) {
    read.set(number, object);
  }

  /** The object that was read under this number. */
  Object met(int number) {
    Object object = number >= 0 && number < read.size() ? read.get(number) : null;
    if (object == null) {
      throw new UnreadableBytesException("a reference leads to no object");
    }
    skipping.refersTo(number);
    if (object.getClass() != String.class && isAmong(unfinished, object)) {
      cycles++;
    }
    return object;
  }

  /** Ready for another graph. */
  void forget() {
    skipping.forget();
    written.forget();
    if (read.size() > MOST_KEPT) {
      read = new ArrayList<>();
    } else {
      read.clear();
    }
    open.clear();
    unfinished.clear();
    cycles = 0;
    leafParts = null;
    lastLeaf.clear();
  }

  private static boolean isAmong(List<Object> stack, Object object) {
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i) == object) {
        return true;
      }
    }
    return false;
  }
}
