package dev.coatcheck.flashsale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to the fleet while the sale goes on. */
enum Order {
  /** Starts one more node. */
  ADD,
  /** Kills a node as {@code kill -9} does. */
  KILL,
  /**
   * Takes a node out in good order: no new requests, those in flight are finished, then it stops.
   */
  DRAIN,
  /** Replaces the application on one node after the other by its next version. */
  REDEPLOY,
  /** Freezes Redis for three seconds. */
  FREEZE,
  /** Starts over with the other way to keep sessions: Coatcheck, or sticky in memory. */
  SWITCH;

  /** What a page or a person calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Order> called(String word) {
    return Arrays.stream(values()).filter(order -> order.word().equals(word)).findFirst();
  }
}
