package dev.coatcheck.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long after an access further ones may go unrecorded, so that a session that is only read is
 * not written at every request. A session lives that much longer than its timeout says, never
 * shorter. Immutable.
 *
 * @param fixed the same for every session, zero to record each access; or null to follow each
 *     session's own timeout
 */
public record TouchInterval(@Nullable Duration fixed) {

  private static final Duration LONGEST_AUTO = Duration.ofSeconds(30);
  private static final int SHARE_OF_TIMEOUT = 20;

  static final TouchInterval AUTO = new TouchInterval(null);

  /**
   * The interval for one session.
   *
   * @param maxInactive the session's timeout; zero or negative when it never expires
   */
  public Duration within(Duration maxInactive) {
    if (fixed != null) {
      return fixed;
    }
    if (maxInactive.isZero() || maxInactive.isNegative()) {
      return LONGEST_AUTO;
    }
    Duration share = maxInactive.dividedBy(SHARE_OF_TIMEOUT);
    return share.compareTo(LONGEST_AUTO) < 0 ? share : LONGEST_AUTO;
  }
}
