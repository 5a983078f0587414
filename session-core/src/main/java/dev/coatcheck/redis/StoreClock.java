package dev.coatcheck.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a node knows of the store's clock, so that a write can carry the moment at which nobody
 * waits for it any more: one that is delayed beyond that, in a frozen server's queue for instance,
 * must not undo what was written later. Nothing else is decided by it. Thread-safe.
 *
 * <p>Each answer of the store shows how far its clock was ahead of ours when the answer was made,
 * so at most as far as it is now. The largest of these within a while is the best guess, and never
 * too large unless the store's clock is set back.
 */
final class StoreClock {

  private static final long WHILE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private boolean known;
  private long aheadMillis;
  private long learntAtNanos;

  /** The store has just told its time. */
  synchronized void told(long storeMillis, long nanoTime) {
    long ahead = storeMillis - TimeUnit.NANOSECONDS.toMillis(nanoTime);
    if (!known || ahead >= aheadMillis || nanoTime - learntAtNanos > WHILE_NANOS) {
      known = true;
      aheadMillis = ahead;
      learntAtNanos = nanoTime;
    }
  }

  /** The store's time after a while, rather too early than too late; far away when unknown. */
  synchronized long in(Duration wait, long nanoTime) {
    return known
        ? aheadMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime) + wait.toMillis()
        : Long.MAX_VALUE >> 10;
  }
}
