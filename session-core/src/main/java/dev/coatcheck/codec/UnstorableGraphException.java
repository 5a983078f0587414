package dev.coatcheck.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Something in an attribute's graph cannot be stored. Collects the way to it while it passes the
 * serializers; the codec turns it into the exception that callers see.
 */
final class UnstorableGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int OUTER_STEPS = 8;
  private static final int INNER_STEPS = 4;

  private final transient Deque<String> path = new ArrayDeque<>();
  private final boolean forWantOfSerializable;

  UnstorableGraphException(String message) {
    this(message, false);
  }

  /**
   * Makes one.
   *
   * @param forWantOfSerializable whether only Java's serialization cannot store it
   */
  UnstorableGraphException(String message, boolean forWantOfSerializable) {
    super(message, null, false, false);
    this.forWantOfSerializable = forWantOfSerializable;
  }

  boolean isForWantOfSerializable() {
    return forWantOfSerializable;
  }

  /** Adds the step that leads to what was added before. */
  void inside(String step) {
    path.addFirst(step);
  }

  /** The way from the value to what cannot be stored, empty when it is the value itself. */
  String path() {
    List<String> steps = new ArrayList<>(path);
    int left = steps.size() - OUTER_STEPS - INNER_STEPS;
    if (left > 0) {
      steps.subList(OUTER_STEPS, OUTER_STEPS + left).clear();
      steps.add(OUTER_STEPS, "…");
    }
    return String.join(" > ", steps);
  }
}
