package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.util.Map;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;

/** Java's atomic references: made empty, so that what they lead to may lead back to them. */
final class ReferenceSerializers {

  private ReferenceSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.put(AtomicReference.class, new One());
    all.put(AtomicReferenceArray.class, new Many());
    all.put(AtomicStampedReference.class, new Stamped());
    all.put(AtomicMarkableReference.class, new Markable());
  }

  /** AtomicReference. */
  private static final class One extends AttributeSerializer<AtomicReference<Object>> {

    @Override
    void write(GraphKryo kryo, Output output, AtomicReference<Object> value) {
      kryo.writePart(output, value.get(), "value");
    }

    @Override
    AtomicReference<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends AtomicReference<Object>> type) {
      AtomicReference<Object> reference = new AtomicReference<>();
      kryo.reference(reference);
      reference.set(kryo.readClassAndObject(input));
      return reference;
    }
  }

  /** AtomicReferenceArray. */
  private static final class Many extends AttributeSerializer<AtomicReferenceArray<Object>> {

    @Override
    void write(GraphKryo kryo, Output output, AtomicReferenceArray<Object> value) {
      output.writeVarInt(value.length(), true);
      for (int i = 0; i < value.length(); i++) {
        kryo.writePart(output, value.get(i), "[]");
      }
    }

    @Override
    AtomicReferenceArray<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends AtomicReferenceArray<Object>> type) {
      AtomicReferenceArray<Object> array = new AtomicReferenceArray<>(input.readCount(1));
      kryo.reference(array);
      for (int i = 0; i < array.length(); i++) {
        array.set(i, kryo.readClassAndObject(input));
      }
      return array;
    }
  }

  /** AtomicStampedReference: reference and stamp, read at one moment. */
  private static final class Stamped extends AttributeSerializer<AtomicStampedReference<Object>> {

    @Override
    void write(GraphKryo kryo, Output output, AtomicStampedReference<Object> value) {
      int[] stamp = new int[1];
      Object referent = value.get(stamp);
      output.writeVarInt(stamp[0], false);
      kryo.writePart(output, referent, "value");
    }

    @Override
    @SuppressWarnings("NullAway") // a reference to null, as anywhere in java.util.concurrent
    AtomicStampedReference<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends AtomicStampedReference<Object>> type) {
      int stamp = input.readVarInt(false);
      AtomicStampedReference<Object> reference = new AtomicStampedReference<>(null, stamp);
      kryo.reference(reference);
      reference.set(kryo.readClassAndObject(input), stamp);
      return reference;
    }
  }

  /** AtomicMarkableReference: reference and mark, read at one moment. */
  private static final class Markable extends AttributeSerializer<AtomicMarkableReference<Object>> {

    @Override
    void write(GraphKryo kryo, Output output, AtomicMarkableReference<Object> value) {
      boolean[] mark = new boolean[1];
      Object referent = value.get(mark);
      output.writeBoolean(mark[0]);
      kryo.writePart(output, referent, "value");
    }

    @Override
    @SuppressWarnings("NullAway") // a reference to null, as anywhere in java.util.concurrent
    AtomicMarkableReference<Object> read(
        GraphKryo kryo, BoundedInput input, Class<? extends AtomicMarkableReference<Object>> type) {
      boolean mark = input.readBoolean();
      AtomicMarkableReference<Object> reference = new AtomicMarkableReference<>(null, mark);
      kryo.reference(reference);
      reference.set(kryo.readClassAndObject(input), mark);
      return reference;
    }
  }
}
