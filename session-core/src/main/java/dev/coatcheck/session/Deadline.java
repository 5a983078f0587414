package dev.coatcheck.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time that one request may spend on the store, all its commands together; what the application
 * does in between does not count. After the first failure of the store the request sends nothing
 * more. Thread-safe.
 */
public final class Deadline {

  private final Duration total;
  private long usedNanos;

  /** How many threads of the request spend time at the moment. */
  private int spending;

  private long spendingSince;
  private @Nullable StoreUnavailableException failure;

  private Deadline(Duration total) {
    this.total = total;
  }

  /** For a single command or a few in a row: time runs from now on. */
  public static Deadline in(Duration total) {
    Deadline deadline = new Deadline(total);
    deadline.begin();
    return deadline;
  }

  /** For a request: time runs while {@link Sessions} works for it. */
  public static Deadline ofRequest(Duration total) {
    return new Deadline(total);
  }

  /** What is left, never negative. */
  public synchronized Duration remaining() {
    return Duration.ofNanos(Math.max(0, total.toNanos() - used()));
  }

  /**
   * To be called before a command is sent.
   *
   * @throws StoreUnavailableException when the store failed before in this request, or when the
   *     time is over
   */
  public synchronized void check() {
    if (failure != null) {
      throw failure;
    }
    if (used() >= total.toNanos()) {
      failure =
          new StoreUnavailableException(
              "the store did not answer within the request's "
                  + total.toMillis()
                  + " ms; see requestTimeout");
      throw failure;
    }
  }

  /** Remembers the first failure, so that nothing more is sent; gives back the one remembered. */
  public synchronized StoreUnavailableException failed(StoreUnavailableException now) {
    if (failure == null) {
      failure = now;
    }
    return failure;
  }

  /** The store's first failure within this request, or null while there was none. */
  public synchronized @Nullable StoreUnavailableException failure() {
    return failure;
  }

  synchronized void begin() {
    if (spending++ == 0) {
      spendingSince = System.nanoTime();
    }
  }

  synchronized void end() {
    if (--spending == 0) {
      usedNanos += System.nanoTime() - spendingSince;
    }
  }

  private long used() {
    return usedNanos + (spending > 0 ? System.nanoTime() - spendingSince : 0);
  }
}
