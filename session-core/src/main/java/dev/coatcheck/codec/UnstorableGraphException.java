package dev.coatcheck.codec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Something in an attribute's graph cannot be stored. Collects the way to it while it passes the
 * serializers; the codec turns it into the exception that callers see.
 */
final class UnstorableGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_PATH = 12;

  private final transient Deque<String> path = new ArrayDeque<>();

  UnstorableGraphException(String message) {
    super(message, null, false, false);
  }

  /** Adds the step that leads to what was added before. */
  void inside(String step) {
    path.addFirst(step);
    if (path.size() > LONGEST_PATH) {
      path.removeFirst();
      path.removeFirst();
      path.addFirst("…");
    }
  }

  /** The way from the value to what cannot be stored, empty when it is the value itself. */
  String path() {
    return String.join(" > ", path);
  }
}
