package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;

/** A constant by its name. */
final class EnumSerializer extends AttributeSerializer<Object> {

  private final Class<?> type;

  EnumSerializer(Class<?> type) {
    this.type = type;
  }

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    output.writeString(((Enum<?>) value).name());
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> requested) {
    return constant(type, input.readString());
  }

  /** The constant of that name. */
  static Enum<?> constant(Class<?> type, String name) {
    Object[] constants = type.getEnumConstants();
    if (constants != null) {
      for (Object constant : constants) {
        if (((Enum<?>) constant).name().equals(name)) {
          return (Enum<?>) constant;
        }
      }
    }
    throw new UnreadableBytesException(
        "enum " + type.getName() + " of this version lacks a constant that was stored");
  }
}
