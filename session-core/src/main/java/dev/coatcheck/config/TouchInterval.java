package dev.coatcheck.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long after an access further ones may go unrecorded, so that a session that is only read is
 * not written at every request. A session lives that much longer than its timeout says, never
 * shorter. Immutable.
 *
 * @param fixed the same for every session, zero to record each access; or null for a twentieth of
 *     each session's own timeout, at most half a minute
 */
public record TouchInterval(@Nullable Duration fixed) {

  static final TouchInterval AUTO = new TouchInterval(null);
}
