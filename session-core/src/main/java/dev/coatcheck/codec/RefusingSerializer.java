package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;

/** Stands for a class whose objects cannot be stored. */
final class RefusingSerializer extends AttributeSerializer<Object> {

  private final String reason;

  RefusingSerializer(String reason) {
    this.reason = reason;
  }

  UnstorableGraphException refusal() {
    return new UnstorableGraphException(reason);
  }

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    throw refusal();
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    throw new UnreadableBytesException(reason);
  }
}
