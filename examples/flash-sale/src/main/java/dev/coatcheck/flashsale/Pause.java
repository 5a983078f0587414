package dev.coatcheck.flashsale;

import java.time.Duration;

/** Time in which the sale simply goes on. */
final class Pause {

  private Pause() {}

  /**
   * Lasts so long.
   *
   * @throws IllegalStateException when the demo is being ended
   */
  static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the demo was ended", e);
    }
  }
}
