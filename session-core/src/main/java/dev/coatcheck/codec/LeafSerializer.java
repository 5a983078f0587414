package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;

/**
 * One of Java's own Serializable objects that shares nothing with the graph around it, through
 * Java's serialization. Where that cannot be, and nothing else is left, it becomes an island.
 */
final class LeafSerializer extends AttributeSerializer<Object> {

  /** In the place of a length; no leaf has none. */
  private static final int ISLAND = 0;

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    byte[] bytes;
    try {
      bytes = kryo.jdk().writeLeaf(value, kryo.references());
    } catch (NeedsWholeValueException | UnstorableGraphException e) {
      if (!kryo.hasIslands()) {
        throw e;
      }
      kryo.references().dropLeafParts();
      output.writeVarInt(ISLAND, true);
      Islands.write(kryo, output, value);
      return;
    }
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    kryo.notRepeatable();
    int length = input.readCount(1);
    Object value =
        length == ISLAND ? Islands.read(kryo, input) : kryo.jdk().readLeaf(input.readBytes(length));
    if (!type.isInstance(value)) {
      throw new UnreadableBytesException(
          "the bytes of a " + type.getName() + " hold another class");
    }
    return value;
  }
}
