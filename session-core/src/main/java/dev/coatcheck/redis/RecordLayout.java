package dev.coatcheck.redis;

import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash of one session. Part of the stored format: nodes of adjacent releases share it.
 *
 * <pre>
 * !h        header, never changes: format, creation time in ms, first token
 * !v        token of the last write
 * !i        id as the client got it
 * !m        maximum inactive interval in ms; zero or negative: never expires
 * !l        last access in ms
 * !x        deadline in ms; 0: none
 * !r0..!rf  the last 16 writes, each at its count modulo 16: token and changed names, packed
 * !d        tag of the claim; alone, without a header: tombstone of an invalidated session
 * !f        alone: where the session went that had this id before, see {@link Keys.Place#forward}
 * &#64;..., $...  attributes and notes, see {@link dev.coatcheck.session.Field}
 * </pre>
 */
final class RecordLayout {

  /** Longer intervals count as this one: more than two thousand years. */
  private static final long MOST_MILLIS = 1L << 46;

  private final Map<String, byte[]> metadata = new HashMap<>();
  private final Map<String, byte[]> fields = new HashMap<>();

  private RecordLayout(List<@Nullable Object> namesAndValues) {
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      byte[] name = (byte[]) namesAndValues.get(i);
      byte[] value = (byte[]) namesAndValues.get(i + 1);
      if (name != null && value != null) {
        boolean ours = name.length > 0 && name[0] == '!';
        (ours ? metadata : fields).put(text(name), value);
      }
    }
  }

  /** A hash as it was read: name, value, name, value. */
  static RecordLayout of(List<@Nullable Object> namesAndValues) {
    return new RecordLayout(namesAndValues);
  }

  /** Whether it is a session that can be used. */
  boolean isAlive() {
    return isSession() && !metadata.containsKey("!d");
  }

  /** Whether this very claim holds the session. */
  boolean isClaimedBy(String tag) {
    return isSession() && tag.equals(optional("!d"));
  }

  /** The record; its last access is the one given, or the stored one. */
  SessionRecord record(@Nullable SessionId id, @Nullable Instant lastAccessedAt) {
    String[] header = required("!h").split(" ", -1);
    String issuedId = required("!i");
    Version version = Version.parse(required("!v"));
    SessionId known = id != null ? id : SessionId.parse(issuedId);
    if (!header[0].equals("1") || header.length != 3 || version == null || known == null) {
      throw unknownFormat();
    }
    Instant last =
        lastAccessedAt != null ? lastAccessedAt : Instant.ofEpochMilli(number(required("!l")));
    return new SessionRecord(
        known,
        new SessionMetadata(
            issuedId,
            Instant.ofEpochMilli(number(header[1])),
            last,
            Duration.ofMillis(number(required("!m")))),
        version,
        fields);
  }

  /** An interval as it is stored. */
  static long millis(Duration interval) {
    long millis;
    try {
      millis = interval.toMillis();
    } catch (ArithmeticException tooLong) {
      millis = interval.isNegative() ? -MOST_MILLIS : MOST_MILLIS;
    }
    return Math.max(-MOST_MILLIS, Math.min(MOST_MILLIS, millis));
  }

  /** The refusal of a record that this release cannot read. */
  static StoreUnavailableException unknownFormat() {
    return new StoreUnavailableException(
        "a stored session has a format that this release does not know and leaves alone;"
            + " a newer release of Coatcheck wrote it: finish the upgrade of all nodes");
  }

  private boolean isSession() {
    return metadata.containsKey("!h");
  }

  private @Nullable String optional(String name) {
    byte[] value = metadata.get(name);
    return value == null ? null : text(value);
  }

  private String required(String name) {
    String value = optional(name);
    if (value == null) {
      throw unknownFormat();
    }
    return value;
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw unknownFormat();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
