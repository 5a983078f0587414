package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** An object that is made from a few plain values and refers to no other object. */
final class ValueSerializer<T> extends AttributeSerializer<T> {

  private final BiConsumer<Output, T> writer;
  private final Function<BoundedInput, T> reader;

  ValueSerializer(BiConsumer<Output, T> writer, Function<BoundedInput, T> reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  void write(GraphKryo kryo, Output output, T value) {
    writer.accept(output, value);
  }

  @Override
  T read(GraphKryo kryo, BoundedInput input, Class<? extends T> type) {
    return reader.apply(input);
  }
}
