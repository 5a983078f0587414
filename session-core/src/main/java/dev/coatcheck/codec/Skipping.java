package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What nobody takes is read all the same, since later references may lead into it. Here classes may
 * be missing, as those of a newer version's fields are on the nodes that still have the older one.
 * Remembers which objects lack something for that reason, lest a reference bring them back.
 */
final class Skipping {

  /** Numbers of the objects that are being read, by {@link GraphReferences}' count. */
  private final List<Integer> open = new ArrayList<>();

  private final BitSet incomplete = new BitSet();
  private @Nullable String missing;
  private int depth;
  private int holes;
  private boolean cyclic;

  /** Whether what is being read is nobody's. */
  boolean isOn() {
    return depth > 0;
  }

  void begin() {
    depth++;
  }

  /**
   * The outermost part is read.
   *
   * @param first number of the part's first object
   * @param end number of the first object behind it
   */
  void end(int first, int end) {
    depth--;
    if (depth == 0) {
      if (cyclic && holes > 0) {
        incomplete.set(first, end); // which of them lead to a hole is not worth finding out
      }
      cyclic = false;
      holes = 0;
    }
  }

  /** Notes that an object of the class stands here, which is missing or lacks what was stored. */
  void hole(String className) {
    missing = missing == null ? className : missing;
    holes++;
  }

  /** Reads an object on behalf of {@link GraphKryo} and notes whether it lacks something. */
  @Nullable Object read(GraphReferences references, Reading reading) {
    int before = holes;
    int number = references.readCount();
    open.add(number);
    Object object = reading.read();
    open.remove(open.size() - 1);
    if (holes > before && references.readCount() > number) {
      incomplete.set(number);
    }
    return object;
  }

  /** Notes that a reference leads to an object. */
  void refersTo(int number) {
    if (!isOn()) {
      if (missing != null && incomplete.get(number)) {
        throw ApplicationClasses.missing(missing);
      }
    } else if (incomplete.get(number)) {
      holes++;
    } else if (open.contains(number)) {
      cyclic = true;
    }
  }

  /** Ready for another graph. */
  void forget() {
    open.clear();
    incomplete.clear();
    missing = null;
    depth = 0;
    holes = 0;
    cyclic = false;
  }

  /** Reads one object. */
  interface Reading {
    @Nullable Object read();
  }
}
