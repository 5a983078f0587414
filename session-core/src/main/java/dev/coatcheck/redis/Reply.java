package dev.coatcheck.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script answered: a code, the store's time, and what belongs to the code.
 *
 * @param parts as the gateway gives them
 */
record Reply(List<@Nullable Object> parts) {

  /** The codes that all scripts share; 1 and above are explained in each of them. */
  static final int GONE = 0;

  static final int TOO_LATE = -1;
  static final int UNKNOWN_FORMAT = -2;
  static final int MOVED = -3;

  /** Shared by the scripts that give a session another id: another session has it. */
  static final int TAKEN = 2;

  int code() {
    return (int) number(0);
  }

  /** The store's time, in milliseconds. */
  long now() {
    return number(1);
  }

  long number(int index) {
    if (parts.get(index) instanceof Long number) {
      return number;
    }
    return Long.parseLong(text(index));
  }

  String text(int index) {
    byte[] bytes = bytes(index);
    if (bytes == null) {
      throw new IllegalStateException("the script answered nothing at " + index);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  byte @Nullable [] bytes(int index) {
    return (byte[]) parts.get(index);
  }

  int size() {
    return parts.size();
  }

  /** The parts from an index on. */
  List<@Nullable Object> from(int index) {
    return parts.subList(index, parts.size());
  }
}
