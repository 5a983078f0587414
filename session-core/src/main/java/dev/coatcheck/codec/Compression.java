package dev.coatcheck.codec;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Stored values in fewer bytes. Behind the envelope, whose flag tells of it, stand the length that
 * the rest has when inflated, in four bytes, and the deflated rest. Stateless.
 */
final class Compression {

  private static final int HEADER = Envelope.LENGTH + Integer.BYTES;

  /** No deflated byte becomes more than so many. */
  private static final int MOST_GAIN = 1032;

  /** Fewer bytes saved than one in so many are not worth inflating them at each load. */
  private static final int LEAST_GAIN = 8;

  private Compression() {}

  /** The value deflated, or as it is when that gains little. */
  static byte[] deflated(byte[] value) {
    int plainLength = value.length - Envelope.LENGTH;
    int most = value.length - value.length / LEAST_GAIN - HEADER;
    if (!Envelope.isPlain(value) || most < 1) {
      return value;
    }
    byte[] deflated = new byte[most];
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(value, Envelope.LENGTH, plainLength);
      deflater.finish();
      int length = deflater.deflate(deflated);
      if (!deflater.finished()) {
        return value;
      }
      ByteBuffer result = ByteBuffer.allocate(HEADER + length);
      result.put(Envelope.compressed(value)).putInt(plainLength).put(deflated, 0, length);
      return result.array();
    } finally {
      deflater.end();
    }
  }

  /**
   * What {@link #deflated} was given; other values come back as they are.
   *
   * @param maxBytes the most that the result may have
   * @throws UnreadableBytesException when the bytes are damaged, or claim to be longer
   */
  static byte[] inflated(byte[] value, int maxBytes) {
    if (!Envelope.isCompressed(value)) {
      return value;
    }
    if (value.length <= HEADER) {
      throw damaged();
    }
    int plainLength = ByteBuffer.wrap(value).getInt(Envelope.LENGTH);
    if (plainLength < 1 || plainLength > maxBytes - Envelope.LENGTH) {
      throw new UnreadableBytesException(
          "it is compressed and claims a length of "
              + plainLength
              + " bytes, and this node allows "
              + maxBytes
              + " (maxAttributeSize)");
    }
    if (plainLength > (long) MOST_GAIN * (value.length - HEADER)) {
      throw damaged();
    }
    byte[] plain = Envelope.inflated(value, plainLength);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(value, HEADER, value.length - HEADER);
      int length = inflater.inflate(plain, Envelope.LENGTH, plainLength);
      boolean whole = length == plainLength && inflater.inflate(new byte[1]) == 0;
      if (!whole || !inflater.finished() || inflater.getRemaining() > 0) {
        throw damaged();
      }
      return plain;
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  private static UnreadableBytesException damaged() {
    return new UnreadableBytesException("its compressed bytes are damaged");
  }
}
