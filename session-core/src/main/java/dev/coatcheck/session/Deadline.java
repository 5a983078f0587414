package dev.coatcheck.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time that one request may spend on the store, all its commands together. After the first
 * failure of the store the request sends nothing more. Thread-safe.
 */
public final class Deadline {

  private final long endNanos;
  private final Duration total;
  private volatile @Nullable StoreUnavailableException failure;

  private Deadline(Duration total) {
    this.total = total;
    this.endNanos = System.nanoTime() + total.toNanos();
  }

  /** A deadline that begins now. */
  public static Deadline in(Duration total) {
    return new Deadline(total);
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * To be called before a command is sent.
   *
   * @throws StoreUnavailableException when the store failed before in this request, or when the
   *     time is over
   */
  public void check() {
    StoreUnavailableException earlier = failure;
    if (earlier != null) {
      throw earlier;
    }
    if (System.nanoTime() - endNanos >= 0) {
      throw failed(
          new StoreUnavailableException(
              "the store did not answer within the request's "
                  + total.toMillis()
                  + " ms; see requestTimeout"));
    }
  }

  /** Remembers the first failure, so that nothing more is sent; gives back the one remembered. */
  public StoreUnavailableException failed(StoreUnavailableException now) {
    synchronized (this) {
      StoreUnavailableException earlier = failure;
      if (earlier == null) {
        failure = now;
        return now;
      }
      return earlier;
    }
  }

  /** The store's first failure within this request, or null while there was none. */
  public @Nullable StoreUnavailableException failure() {
    return failure;
  }
}
