package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What a {@link SessionStore#read} found. */
public sealed interface ReadResult {

  /** No such session: never created, expired, claimed, invalidated, or known by a new id only. */
  record Absent() implements ReadResult {}

  /**
   * The stored session still has the version that the reader knows.
   *
   * @param lastAccessedAt the last access before this one
   */
  record Unchanged(Instant lastAccessedAt) implements ReadResult {}

  /**
   * The session moved on; here is all that changed since the version that the reader knows.
   *
   * @param lastAccessedAt the last access before this one
   * @param changed new values by {@link Field} name
   * @param removed names of dropped fields
   */
  record Changed(
      Version version,
      Instant lastAccessedAt,
      Duration maxInactive,
      Map<String, byte[]> changed,
      Set<String> removed)
      implements ReadResult {}

  /** The whole session. {@code lastAccessedAt} of its metadata is the last access before this. */
  record Loaded(SessionRecord record) implements ReadResult {}
}
