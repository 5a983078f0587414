package dev.coatcheck.flashsale;

import java.util.Map;

/** The running sale, as the page sees it. Thread-safe. */
interface Stage {

  /** What goes on right now, of maps, lists, texts and numbers, so that it can become JSON. */
  Map<String, Object> now();

  /**
   * Begins to carry out an order; what comes of it is seen in {@link #now}.
   *
   * @throws IllegalStateException when it cannot be done now; the text says why, for people
   */
  void carryOut(Order order);
}
