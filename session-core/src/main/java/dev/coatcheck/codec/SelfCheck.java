package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notes while a value is encoded which classes in it have not proved yet that what is written can
 * be read back; the first few values of each class are tried at once, before another node needs
 * them. Confined to its thread.
 */
final class SelfCheck {

  /** How many values with objects of a class are read back. */
  static final int TIMES = 3;

  private final List<AtomicInteger> unproved = new ArrayList<>(0);

  /** The value has objects of a class, of which so many more values are to be read back. */
  void met(AtomicInteger checksLeft) {
    if (checksLeft.get() > 0 && !unproved.contains(checksLeft)) {
      unproved.add(checksLeft);
    }
  }

  /** Whether the value has to be read back. */
  boolean isDue() {
    return !unproved.isEmpty();
  }

  /** The value was read back. */
  void passed() {
    unproved.forEach(AtomicInteger::decrementAndGet);
  }
}
