package dev.coatcheck.session;

import org.jspecify.annotations.Nullable;

/**
 * The token of one write to a stored session. Immutable.
 *
 * <p>Two images are the same only when their tokens are equal: the counter alone lies after a
 * failover or when an id is used again. The counter orders writes of one history, nothing else.
 *
 * @param counter grows by one with each write of a session's history
 * @param tag unique for each write in the fleet
 */
public record Version(long counter, String tag) {

  /** Reads the stored form {@code counter:tag}; null when it is not one. */
  public static @Nullable Version parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon > 18) {
      return null;
    }
    for (int i = 0; i < colon; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return new Version(Long.parseLong(text, 0, colon, 10), text.substring(colon + 1));
  }

  /** The stored form, {@code counter:tag}. */
  public String text() {
    return counter + ":" + tag;
  }
}
