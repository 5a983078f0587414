package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Looks for expired sessions of one application, claims them and has the adapter run the listeners.
 * Owns one daemon thread. All nodes of the fleet sweep, each the more seldom the more there are, so
 * that together they look about once per interval.
 */
public final class ExpirySweeper implements AutoCloseable {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");
  private static final int CLAIMS_AT_ONCE = 16;
  private static final Duration SLOWEST = Duration.ofMinutes(5);
  private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  /**
   * How the sweeper paces itself.
   *
   * @param interval between two looks of the fleet
   * @param lease how long the store keeps a claim for this node
   * @param timeout for each command
   */
  public record Times(Duration interval, Duration lease, Duration timeout) {}

  private final SessionStore store;
  private final Sessions sessions;
  private final SessionEvents events;
  private final Times times;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Prepares the sweeper; {@link #start} starts it.
   *
   * @param name of the application, for the thread's name
   */
  public ExpirySweeper(
      String name, SessionStore store, Sessions sessions, SessionEvents events, Times times) {
    this.store = store;
    this.sessions = sessions;
    this.events = events;
    this.times = times;
    thread = new Thread(this::run, "coatcheck-sweeper-" + name);
    thread.setDaemon(true);
    thread.setContextClassLoader(ExpirySweeper.class.getClassLoader());
  }

  /** Starts sweeping. */
  public void start() {
    thread.start();
  }

  /**
   * Stops sweeping; waits a moment for listeners that run. A claim that is not finished by then
   * goes to another node when its lease ends.
   */
  @Override
  public void close() {
    closed.countDown();
    if (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    Duration untilSweep = times.interval();
    while (!closedWithin(untilSweep)) {
      untilSweep = sweepSafely();
    }
  }

  /**
   * Waits; meanwhile keeps the sessions of long requests alive. That is each node's own business:
   * it must not become more seldom as the fleet grows.
   */
  private boolean closedWithin(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    long step = Math.min(times.interval().toNanos(), LONGEST_STEP.toNanos());
    long left = pause.toNanos();
    while (left > step) {
      if (waitedUntilClosed(Duration.ofNanos(step))) {
        return true;
      }
      keepBusyAliveSafely();
      left = end - System.nanoTime();
    }
    return waitedUntilClosed(Duration.ofNanos(Math.max(0, left)));
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the thread's outermost frame: it must go on
  private void keepBusyAliveSafely() {
    try {
      sessions.keepBusyAlive(Deadline.in(times.timeout()));
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "Sessions of long requests could not be kept alive", e);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Keeping the sessions of long requests alive failed", e);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the thread's outermost frame: it must go on
  private Duration sweepSafely() {
    try {
      return sweep();
    } catch (StoreUnavailableException e) {
      return times.interval(); // the store itself tells, once, that it is away
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Looking for expired sessions failed; trying again", e);
      return times.interval();
    }
  }

  /** Sweeps once; answers how long to wait before the next time. */
  private Duration sweep() {
    keepBusyAliveSafely();
    long started = System.nanoTime();
    SweepResult result = store.sweep(CLAIMS_AT_ONCE, Deadline.in(times.timeout()));
    sessions.counters().sweepLag(result.lag());
    for (Claim claim : result.claims()) {
      boolean leaseStillLong = System.nanoTime() - started < times.lease().toNanos() / 2;
      if (leaseStillLong && closed.getCount() > 0) {
        destroy(claim);
      }
    }
    return result.moreDue() ? Duration.ZERO : share(result.sweepers());
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // listeners are the application's code
  private void destroy(Claim claim) {
    LiveSession session = sessions.claimed(claim.record());
    try {
      events.expired(session);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A listener failed on an expired session; the session is removed", e);
    }
    sessions.gone(session);
    store.finish(claim, Deadline.in(times.timeout()));
    sessions.counters().expired.increment();
  }

  private Duration share(int sweepers) {
    long millis = times.interval().toMillis() * Math.max(1, sweepers);
    long jitter = ThreadLocalRandom.current().nextLong(-millis / 10, millis / 10 + 1);
    return Duration.ofMillis(Math.min(millis + jitter, SLOWEST.toMillis()));
  }

  private boolean waitedUntilClosed(Duration pause) {
    try {
      return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
