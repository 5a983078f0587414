package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.io.Serializable;

/**
 * Stands for a class that brings its own serialization: hands the whole value to Java's, or makes
 * an island. Since another object may stand for one of the class in the bytes, an island has the
 * name of what all have in common.
 */
final class WholeValueSerializer extends AttributeSerializer<Object> {

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    if (!kryo.hasIslands()) {
      throw new NeedsWholeValueException();
    }
    Islands.write(kryo, output, value);
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    if (type == Serializable.class) {
      return Islands.read(kryo, input);
    }
    throw new UnreadableBytesException(
        "class " + type.getName() + " now brings its own serialization and cannot read its fields");
  }
}
