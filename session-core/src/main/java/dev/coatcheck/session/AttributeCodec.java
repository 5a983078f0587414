package dev.coatcheck.session;

/**
 * PORT: turns attribute values into bytes and back, for one application and with its class loader.
 * Implementations are thread-safe and call the application's code (its {@code writeObject}, {@code
 * hashCode} and so on), so they must not be called under a lock that a request may wait for.
 */
public interface AttributeCodec {

  /**
   * Encodes a value, envelope included. The same unchanged object gives the same bytes each time.
   *
   * @param attributeName for messages only
   * @throws UnstorableAttributeException when the value cannot be stored
   * @throws java.util.ConcurrentModificationException when another thread changed the value
   *     meanwhile; the caller may try again
   */
  byte[] encode(String attributeName, Object value);

  /**
   * Decodes what {@link #encode} gave, here or on another node.
   *
   * @param attributeName for messages only
   * @throws UnreadableAttributeException when the bytes, or the classes they name, cannot be read
   */
  Decoded decode(String attributeName, byte[] bytes);

  /**
   * Whether the value is known never to change, so that handing it out cannot change the session
   * (strings, boxes, enums, {@code java.time} and so on). False when in doubt.
   */
  boolean isImmutable(Object value);

  /**
   * A decoded value.
   *
   * @param repeatable whether decoding the same bytes again and encoding the result gives the same
   *     bytes each time on this node; false when in doubt, for instance for a hash set whose
   *     elements hash by identity
   */
  record Decoded(Object value, boolean repeatable) {}
}
