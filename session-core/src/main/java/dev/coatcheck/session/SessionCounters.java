package dev.coatcheck.session;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one application's sessions did on this node since it started. Thread-safe; counters only
 * grow.
 */
public final class SessionCounters {

  public final LongAdder created = new LongAdder();
  public final LongAdder expired = new LongAdder();
  public final LongAdder invalidated = new LongAdder();
  public final LongAdder loadsUnchanged = new LongAdder();
  public final LongAdder loadsChanged = new LongAdder();
  public final LongAdder loadsAbsent = new LongAdder();
  public final LongAdder loadsFailed = new LongAdder();
  public final LongAdder commits = new LongAdder();
  public final LongAdder commitsGone = new LongAdder();
  public final LongAdder commitsFailed = new LongAdder();
  public final LongAdder commands = new LongAdder();
  public final LongAdder unreadableAttributes = new LongAdder();
  public final LongAdder unstorableAttributes = new LongAdder();
  private volatile Duration sweepLag = Duration.ZERO;

  /** How overdue the last expired session was when this node claimed it. */
  public Duration sweepLag() {
    return sweepLag;
  }

  void sweepLag(Duration lag) {
    sweepLag = lag;
  }
}
