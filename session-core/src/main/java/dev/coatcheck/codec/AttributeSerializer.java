package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * A serializer that knows which Kryo it works for. All Kryos share it, so it is stateless, unless
 * it says otherwise in {@link #forOneKryo}.
 */
abstract class AttributeSerializer<T> extends Serializer<T> {

  @Override
  public final void write(Kryo kryo, Output output, T value) {
    write((GraphKryo) kryo, output, value);
  }

  @Override
  public final T read(Kryo kryo, Input input, Class<? extends T> type) {
    return read((GraphKryo) kryo, (BoundedInput) input, type);
  }

  /** The serializer for one Kryo alone: itself, or one that remembers things of a graph. */
  AttributeSerializer<T> forOneKryo() {
    return this;
  }

  abstract void write(GraphKryo kryo, Output output, T value);

  /**
   * Reads an object. One that others may refer to while its own parts are read calls {@link
   * Kryo#reference} first; one that cannot, declares itself open while it is written.
   */
  abstract T read(GraphKryo kryo, BoundedInput input, Class<? extends T> type);
}
