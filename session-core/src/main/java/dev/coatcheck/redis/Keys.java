package dev.coatcheck.redis;

import dev.coatcheck.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * All keys of one namespace. Part of the stored format: nodes of adjacent releases share it.
 *
 * <pre>
 * prefix:namespace:{bucket}:s:keyId    a session (hash), see RecordLayout
 * prefix:namespace:{bucket}:expiry     its bucket's sessions by deadline (sorted set)
 * prefix:namespace:{bucket}:w:tag      a session out of the way, within one transaction only
 * prefix:namespace:sweepers            who sweeps (hash)
 * </pre>
 *
 * A session's id is a secret, its key is not: the key id is half of a SHA-256. Another byte of that
 * chooses one of 256 buckets; what belongs to a bucket is in one slot of a Redis Cluster.
 */
record Keys(String prefix, String namespace) {

  /** Length of a key id; the scripts count on it. */
  static final int KEY_ID_LENGTH = 22;

  private static final int KEY_ID_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** Where one session lies. */
  record Place(String bucketBase, int bucket, String keyId) {

    String session() {
      return bucketBase + "s:" + keyId;
    }

    String index() {
      return bucketBase + "expiry";
    }

    String parking(String tag) {
      return bucketBase + "w:" + tag;
    }

    /** The keys of most scripts. */
    List<String> both() {
      return List.of(session(), index());
    }

    /** What the old key of a session holds that moved from here. */
    String forward(Place to) {
      return to.bucket == bucket ? to.keyId : to.bucket + ":" + to.keyId;
    }
  }

  Place place(SessionId id) {
    byte[] digest = sha256(id.value());
    return place(
        digest[KEY_ID_BYTES] & 0xff, BASE64.encodeToString(Arrays.copyOf(digest, KEY_ID_BYTES)));
  }

  Place place(int bucket, String keyId) {
    return new Place(base() + "{" + bucket + "}:", bucket, keyId);
  }

  /** Where a forward found at {@code from} leads to. */
  Place follow(Place from, String forward) {
    int colon = forward.indexOf(':');
    return colon < 0
        ? place(from.bucket(), forward)
        : place(Integer.parseInt(forward.substring(0, colon)), forward.substring(colon + 1));
  }

  /** What every key of the namespace begins with. */
  String base() {
    return prefix + ":" + namespace + ":";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
