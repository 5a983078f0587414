package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;

/** Stands for a class that brings its own serialization: hands the whole value to Java's. */
final class WholeValueSerializer extends AttributeSerializer<Object> {

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    throw new NeedsWholeValueException();
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    throw new UnreadableBytesException(
        "class " + type.getName() + " now brings its own serialization and cannot read its fields");
  }
}
