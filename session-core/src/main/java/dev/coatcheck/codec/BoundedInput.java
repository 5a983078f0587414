package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads stored bytes that may be damaged or hostile: nothing is allocated for a claimed length that
 * the bytes cannot back.
 */
final class BoundedInput extends Input {

  private static final byte[] NOTHING = {};

  /** The bytes may be shared: not even a bit of them is changed for a moment. */
  private final byte[] scratch = new byte[64];

  /** What the containers read so far may still claim: each element takes a byte of its own. */
  private int unclaimed;

  BoundedInput() {
    super(NOTHING);
  }

  /** Starts reading. */
  void open(byte[] bytes, int offset) {
    setBuffer(bytes, offset, bytes.length - offset);
    unclaimed = bytes.length - offset;
  }

  /** Lets go of the bytes. */
  void release() {
    setBuffer(NOTHING, 0, 0);
  }

  int remaining() {
    return limit - position;
  }

  /** Reads how many elements follow, each of at least so many bytes. */
  int readCount(int bytesEach) {
    int count = readVarInt(true);
    if (count < 0 || (long) count * bytesEach > remaining() || count > unclaimed) {
      throw new UnreadableBytesException(
          "a length of "
              + Integer.toUnsignedString(count)
              + " is claimed where fewer bytes follow");
    }
    unclaimed -= count;
    return count;
  }

  /**
   * Skips what is known, if it is what follows.
   *
   * @param count how many elements {@link #readCount} would have found at its beginning
   */
  boolean skip(byte[] expected, int count) {
    int end = position + expected.length;
    if (end > limit
        || count > unclaimed
        || !Arrays.equals(buffer, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    unclaimed -= count;
    return true;
  }

  @Override
  public byte[] readBytes(int length) {
    if (length < 0) {
      throw new UnreadableBytesException("a negative length is claimed");
    }
    require(length);
    return super.readBytes(length);
  }

  @Override
  public String readString() {
    return readVarIntFlag() ? readCountedString() : readAsciiString();
  }

  /** Two or more ASCII characters, the last one marked by its high bit. */
  private String readAsciiString() {
    int start = position;
    int end = start;
    while (end < limit && buffer[end] >= 0) {
      end++;
    }
    if (end == limit) {
      throw new KryoBufferUnderflowException("the bytes end in the middle of a string");
    }
    int length = end + 1 - start;
    byte[] latin = length <= scratch.length ? scratch : new byte[length];
    System.arraycopy(buffer, start, latin, 0, length);
    latin[length - 1] &= 0x7f;
    position = end + 1;
    return new String(latin, 0, length, StandardCharsets.ISO_8859_1);
  }

  private String readCountedString() {
    int length = readVarIntFlag(true) - 1;
    if (length == 0) {
      return "";
    }
    if (length < 0 || length > remaining()) {
      throw new UnreadableBytesException("a string is longer than the bytes that follow");
    }
    int ascii = 0;
    while (ascii < length && buffer[position + ascii] >= 0) {
      ascii++;
    }
    if (ascii == length) {
      String text = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
      position += length;
      return text;
    }
    return readUtf8(length, ascii);
  }

  /** Every UTF-16 unit on its own in one to three bytes, so that lone surrogates survive too. */
  private String readUtf8(int length, int ascii) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      int first = i < ascii ? buffer[position++] : readByte() & 0xff;
      if (first < 0x80) {
        text[i] = (char) first;
      } else if (first >> 5 == 0b110) {
        text[i] = (char) (((first & 0x1f) << 6) | (readByte() & 0x3f));
      } else if (first >> 4 == 0b1110) {
        require(2);
        text[i] =
            (char) (((first & 0x0f) << 12) | ((readByte() & 0x3f) << 6) | (readByte() & 0x3f));
      } else {
        throw new UnreadableBytesException("a string is not UTF-8");
      }
    }
    return new String(text);
  }
}
