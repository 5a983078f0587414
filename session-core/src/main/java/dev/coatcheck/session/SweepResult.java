package dev.coatcheck.session;

import java.time.Duration;
import java.util.List;

/**
 * What one look for expired sessions found.
 *
 * @param claims sessions that this node must destroy now, oldest first
 * @param moreDue whether further expired sessions wait to be claimed
 * @param lag how long the most overdue claimed session had been expired; zero without claims
 * @param sweepers how many nodes of the fleet sweep this namespace, this one included
 */
public record SweepResult(List<Claim> claims, boolean moreDue, Duration lag, int sweepers) {

  public SweepResult {
    claims = List.copyOf(claims);
  }
}
