package dev.coatcheck.codec;

import java.io.ObjectInputFilter;

/** Bounds what bytes of a given length can make an object stream allocate. For one stream. */
final class StreamLimits implements ObjectInputFilter {

  /** A map of n entries claims a table of up to 2n / 0.75 slots. */
  private static final int SLOTS_PER_BYTE = 4;

  private static final int LEAST_SLOTS = 1024;

  /** Java counts while it reads only; what could be written must not be refused by a count. */
  private static final int SLACK_IN_DEPTH = 10;

  private final long bytes;
  private final int maxDepth;
  private final ClassGate gate;
  private long claimed;

  StreamLimits(long bytes, int maxDepth, ClassGate gate) {
    this.bytes = bytes;
    this.maxDepth = maxDepth;
    this.gate = gate;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    Class<?> type = info.serialClass();
    if (type != null && gate.refusal(type) != null) {
      return Status.REJECTED;
    }
    if (info.arrayLength() > 0) {
      claimed += info.arrayLength();
    }
    boolean within =
        info.depth() <= (long) maxDepth * SLACK_IN_DEPTH
            && info.references() <= bytes
            && info.streamBytes() <= bytes
            && claimed <= bytes * SLOTS_PER_BYTE + LEAST_SLOTS;
    return within ? Status.ALLOWED : Status.REJECTED;
  }
}
