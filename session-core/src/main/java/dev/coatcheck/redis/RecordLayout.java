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
import java.util.Set;
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
 * !p        a copy under a new id that was not used yet: the way back to where it was copied from;
 *           while a session of the same header is there, the copy is none
 * &#64;..., $...  attributes and notes, see {@link dev.coatcheck.session.Field}
 * </pre>
 */
final class RecordLayout {

  /** Longer intervals count as this one: more than two thousand years. */
  private static final long MOST_MILLIS = 1L << 46;

  /** What a move writes anew, or leaves behind. */
  private static final Set<String> STAYING = Set.of("!h", "!v", "!i", "!m", "!l", "!x", "!p");

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

  /** Whether it is a session that can move, and the one that a holder of this version means. */
  boolean canMove(Version known) {
    if (!isAlive()) {
      return false;
    }
    String[] header = header().split(" ", -1);
    Version first = header[0].equals("1") && header.length == 3 ? Version.parse(header[2]) : null;
    return first != null && first.counter() <= known.counter();
  }

  /** The header as it is stored. */
  String header() {
    return required("!h");
  }

  /** The token of the last write. */
  Version version() {
    Version version = Version.parse(required("!v"));
    if (version == null) {
      throw unknownFormat();
    }
    return version;
  }

  /** What is stored as the maximum inactive interval. */
  String maxInactiveMillis() {
    return required("!m");
  }

  /** What goes along unchanged when the session moves, which is a write of this count. */
  Map<String, byte[]> luggage(long count) {
    Map<String, byte[]> luggage = new HashMap<>(metadata);
    luggage.keySet().removeAll(STAYING);
    luggage.remove("!r" + Long.toHexString(count % 16));
    luggage.putAll(fields);
    return luggage;
  }

  /** Whether this very claim holds the session. */
  boolean isClaimedBy(String tag) {
    return isSession() && tag.equals(optional("!d"));
  }

  /** The record; its last access is the one given, or the stored one. */
  SessionRecord record(@Nullable SessionId id, @Nullable Instant lastAccessedAt) {
    String[] header = required("!h").split(" ", -1);
    String issuedId = required("!i");
    Version version = version();
    SessionId known = id != null ? id : SessionId.parse(issuedId);
    if (!header[0].equals("1") || header.length != 3 || known == null) {
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
