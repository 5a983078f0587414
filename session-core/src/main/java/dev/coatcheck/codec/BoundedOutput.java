package dev.coatcheck.codec;

import java.io.ByteArrayOutputStream;

/** Keeps no more than the limit. */
final class BoundedOutput extends ByteArrayOutputStream {

  private final int limit;
  private boolean beyondLimit;

  BoundedOutput(int limit) {
    super(512);
    this.limit = limit;
  }

  @Override
  public synchronized void write(int b) {
    if (hasRoomFor(1)) {
      super.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (hasRoomFor(length)) {
      super.write(bytes, offset, length);
    }
  }

  boolean isBeyondLimit() {
    return beyondLimit;
  }

  void requireWithinLimit() {
    if (beyondLimit) {
      throw new TooLargeException();
    }
  }

  private boolean hasRoomFor(int more) {
    beyondLimit |= size() + (long) more > limit;
    return !beyondLimit;
  }
}
