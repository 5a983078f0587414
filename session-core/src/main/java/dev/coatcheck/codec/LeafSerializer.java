package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;

/**
 * One of Java's own Serializable objects that shares nothing with the graph around it, through
 * Java's serialization.
 */
final class LeafSerializer extends AttributeSerializer<Object> {

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    byte[] bytes = kryo.jdk().writeLeaf(value, kryo.references());
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    kryo.notRepeatable();
    Object value = kryo.jdk().readLeaf(input.readBytes(input.readCount(1)));
    if (!type.isInstance(value)) {
      throw new UnreadableBytesException(
          "the bytes of a " + type.getName() + " hold another class");
    }
    return value;
  }
}
