package dev.coatcheck.codec;

import dev.coatcheck.session.UnreadableAttributeException;

/**
 * The first bytes of every stored value: format version, codec, flags. What this release does not
 * know it refuses to read, naming it; the bytes stay in the store for a node that does.
 */
final class Envelope {

  /** How many bytes come before the codec's own. */
  static final int LENGTH = 3;

  /** The value's object graph by Kryo. */
  static final byte KRYO = 1;

  /** The whole value by Java's own serialization. */
  static final byte JDK = 2;

  private static final byte VERSION = 1;

  private static final int COMPRESSED = 0x01;

  /** Reserved, not written yet. */
  private static final int ENCRYPTED = 0x02;

  private Envelope() {}

  /** The envelope of a value that is neither compressed nor encrypted. */
  static byte[] of(byte codec) {
    return new byte[] {VERSION, codec, 0};
  }

  /** Whether a stored value is compressed and nothing else besides. */
  static boolean isCompressed(byte[] bytes) {
    return bytes.length > LENGTH && bytes[0] == VERSION && bytes[2] == COMPRESSED;
  }

  /** Whether a value has an envelope and nothing was done to it since it was encoded. */
  static boolean isPlain(byte[] bytes) {
    return bytes.length > LENGTH && bytes[0] == VERSION && bytes[2] == 0;
  }

  /** The envelope that a value has when it is compressed. */
  static byte[] compressed(byte[] value) {
    return new byte[] {value[0], value[1], COMPRESSED};
  }

  /** Room for the value that a compressed one becomes, with its envelope. */
  static byte[] inflated(byte[] compressed, int plainLength) {
    byte[] value = new byte[LENGTH + plainLength];
    value[0] = compressed[0];
    value[1] = compressed[1];
    return value;
  }

  /** The codec of a stored value that is not compressed, or not any more. */
  static byte codecOf(String attribute, byte[] bytes) {
    if (bytes.length <= LENGTH) {
      throw unreadable(attribute, "holds only " + bytes.length + " bytes, too few to be a value");
    }
    if (bytes[0] != VERSION) {
      throw unreadable(
          attribute,
          "has format version " + (bytes[0] & 0xff) + ", and this node reads " + VERSION);
    }
    if (bytes[2] != 0) {
      throw unreadable(attribute, "has flags that this node does not read: " + flags(bytes[2]));
    }
    byte codec = bytes[1];
    if (codec != KRYO && codec != JDK) {
      throw unreadable(
          attribute,
          "was written by codec " + (codec & 0xff) + ", and this node has 1 (Kryo) and 2 (JDK)");
    }
    return codec;
  }

  private static String flags(byte flags) {
    String names = "0x" + Integer.toHexString(flags & 0xff);
    if ((flags & COMPRESSED) != 0) {
      names += " (compressed)";
    }
    if ((flags & ENCRYPTED) != 0) {
      names += " (encrypted)";
    }
    return names;
  }

  private static UnreadableAttributeException unreadable(String attribute, String what) {
    return new UnreadableAttributeException(
        attribute,
        "the value " + what,
        "the bytes stay in Redis. Upgrade this node to the release that wrote them,"
            + " or remove the attribute",
        null);
  }
}
