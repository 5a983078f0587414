package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a session besides its attributes. Immutable.
 *
 * @param issuedId the id literally as the client got it, route suffix included
 * @param createdAt when the session was created
 * @param lastAccessedAt the last access that the store has seen (exact only to the touch interval)
 * @param maxInactive how long the session lives without an access; zero or negative: for ever
 *     (Servlet 6.0 §7.5)
 */
public record SessionMetadata(
    String issuedId, Instant createdAt, Instant lastAccessedAt, Duration maxInactive) {

  /** Whether the session never expires by itself. */
  public boolean neverExpires() {
    return maxInactive.isZero() || maxInactive.isNegative();
  }

  @Override
  public String toString() {
    return "SessionMetadata[createdAt=" + createdAt + ", maxInactive=" + maxInactive + "]";
  }
}
