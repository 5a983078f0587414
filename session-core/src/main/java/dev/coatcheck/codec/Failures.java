package dev.coatcheck.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.io.UncheckedIOException;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Says in the caller's terms what went wrong. Messages name attributes, classes and fields; what
 * others say in their exceptions stays out, since it may hold values.
 */
final class Failures {

  private Failures() {}

  /** What to throw; an error of the virtual machine is thrown from here. */
  static RuntimeException whileEncoding(
      String attribute, Class<?> type, CodecOptions options, Throwable failure) {
    rethrowFatal(failure);
    if (find(failure, ConcurrentModificationException.class) != null) {
      return new ConcurrentModificationException(
          "attribute \"" + attribute + "\" of " + type.getName() + " changed while it was stored");
    }
    String path = "";
    String reason;
    Throwable cause = null;
    UnstorableGraphException unstorable = find(failure, UnstorableGraphException.class);
    if (unstorable != null) {
      path = unstorable.path().isEmpty() ? "" : "at " + unstorable.path() + ", ";
      reason = String.valueOf(unstorable.getMessage());
    } else if (isTooDeep(failure)) {
      reason = "its objects are nested too deeply; keep long chains in a list";
    } else if (find(failure, TooLargeException.class) != null
        || find(failure, KryoBufferOverflowException.class) != null) {
      reason =
          "it needs more than "
              + options.maxBytes()
              + " bytes; keep less in the session, or raise maxAttributeSize";
    } else {
      reason = unwrapped(failure).getClass().getName() + " was thrown; see the cause";
      cause = Foreign.copyOf(failure);
    }
    return new UnstorableAttributeException(attribute, type, path + reason, cause);
  }

  /** What to throw; an error of the virtual machine is thrown from here. */
  static RuntimeException whileDecoding(String attribute, Throwable failure) {
    rethrowFatal(failure);
    String reason;
    Throwable cause = Foreign.copyOf(failure);
    UnstorableGraphException unsuitable = find(failure, UnstorableGraphException.class);
    UnreadableBytesException unreadable = find(failure, UnreadableBytesException.class);
    NoClassDefFoundError missing = find(failure, NoClassDefFoundError.class);
    if (unsuitable != null) {
      reason = String.valueOf(unsuitable.getMessage());
      cause = null;
    } else if (unreadable != null) {
      reason = String.valueOf(unreadable.getMessage());
    } else if (missing != null && missing.getCause() instanceof ClassNotFoundException absent) {
      reason = "class " + absent.getMessage() + " is missing in this version of the application";
    } else if (isTooDeep(failure)) {
      reason = "its objects are nested too deeply";
      cause = null;
    } else {
      reason = unwrapped(failure).getClass().getName() + " was thrown; see the cause";
    }
    return new UnreadableAttributeException(
        attribute, reason, "the bytes stay in Redis for nodes that can read them", cause);
  }

  private static boolean isTooDeep(Throwable failure) {
    return find(failure, TooDeepException.class) != null
        || find(failure, StackOverflowError.class) != null;
  }

  /**
   * An exhausted memory is no value's fault. The machine's other errors are: of Java's own classes
   * some throw InternalError for want of a better exception.
   */
  private static void rethrowFatal(Throwable failure) {
    OutOfMemoryError exhausted = find(failure, OutOfMemoryError.class);
    if (exhausted != null && !isClaim(exhausted)) {
      throw exhausted;
    }
  }

  /**
   * Whether no more was asked for than a single huge array, by a class that brings its own
   * serialization and believes what the bytes say: much of the heap is free all the same.
   */
  private static boolean isClaim(OutOfMemoryError error) {
    Runtime machine = Runtime.getRuntime();
    long free = machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
    String message = error.getMessage();
    return message != null
        && (message.equals("Java heap space") || message.startsWith("Requested array size"))
        && free > machine.maxMemory() / 4;
  }

  /** What was thrown, out of what wraps it only because it must. */
  private static Throwable unwrapped(Throwable failure) {
    boolean wrapper = failure instanceof KryoException || failure instanceof UncheckedIOException;
    Throwable cause = wrapper ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    Throwable link = failure;
    for (int i = 0; i < 16 && link != null; i++) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
      link = Foreign.causeOf(link);
    }
    return null;
  }
}
