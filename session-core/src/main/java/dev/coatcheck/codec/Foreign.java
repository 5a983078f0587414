package dev.coatcheck.codec;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of somebody else's code: its class and stack, without its message, which
 * may hold values of the session.
 */
final class Foreign extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_CHAIN = 8;

  @SuppressWarnings("NullAway") // a cause may be null
  private Foreign(Throwable original, @Nullable Throwable cause) {
    super(original.getClass().getName(), cause, false, true);
    setStackTrace(stackOf(original));
  }

  static Throwable copyOf(Throwable original) {
    return copyOf(original, LONGEST_CHAIN);
  }

  private static Throwable copyOf(Throwable original, int left) {
    if (original instanceof Foreign || original instanceof UnreadableBytesException) {
      return original;
    }
    Throwable cause = causeOf(original);
    return new Foreign(
        original, cause == null || cause == original || left == 0 ? null : copyOf(cause, left - 1));
  }

  /** The cause, none when an exception of the application's own fails to tell it. */
  @SuppressWarnings("checkstyle:IllegalCatch") // the exception may be of any class
  static @Nullable Throwable causeOf(Throwable failure) {
    try {
      return failure.getCause();
    } catch (RuntimeException e) {
      return null;
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the exception may be of any class
  private static StackTraceElement[] stackOf(Throwable failure) {
    try {
      return failure.getStackTrace();
    } catch (RuntimeException e) {
      return new StackTraceElement[0];
    }
  }
}
