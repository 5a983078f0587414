package dev.coatcheck.flashsale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the sessions are kept, and what a balancer has to do for it. */
enum Mode {
  /** In Redis, by Coatcheck; each request goes to the next node. */
  COATCHECK("Coatcheck, round robin", false),
  /** In the memory of each node, as without Coatcheck; each shopper is bound to one node. */
  MEMORY("in memory, sticky", true);

  private final String title;
  private final boolean sticky;

  Mode(String title, boolean sticky) {
    this.title = title;
    this.sticky = sticky;
  }

  /** What a report calls it. */
  String title() {
    return title;
  }

  boolean isSticky() {
    return sticky;
  }

  Mode other() {
    return this == COATCHECK ? MEMORY : COATCHECK;
  }

  /** What a person writes. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Mode> called(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
