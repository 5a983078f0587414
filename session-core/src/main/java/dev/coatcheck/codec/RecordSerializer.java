package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record under its components' names and makes it by its canonical constructor; missing
 * components are null or zero, as in Java's serialization.
 */
final class RecordSerializer extends AttributeSerializer<Object> {

  private final RecordShape shape;

  /** The last graph whose bytes got the schema. */
  private long writtenIn = -1;

  /** The last graph whose bytes told a schema, and what they told. */
  private long readIn = -1;

  private FieldSchema stored;

  RecordSerializer(RecordShape shape) {
    this.shape = shape;
    this.stored = shape.schema();
  }

  @Override
  AttributeSerializer<Object> forOneKryo() {
    return new RecordSerializer(shape);
  }

  @Override
  void write(GraphKryo kryo, Output output, Object object) {
    if (writtenIn != kryo.graph()) {
      writtenIn = kryo.graph();
      output.writeBytes(shape.schemaBytes());
    }
    kryo.references().open(object);
    for (ObjectShape.Member member : shape.members()) {
      try {
        if (member.kind() == Kind.REFERENCE) {
          kryo.writePart(output, member.field().get(object), member);
        } else {
          member.kind().write(output, member.field(), object);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(member + " was made accessible", e);
      }
    }
    kryo.references().close(object);
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    FieldSchema stored = schema(kryo, input);
    Class<?>[] types = shape.constructor().getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = Kind.zero(types[i]);
    }
    for (FieldSchema.Entry entry : stored.entries()) {
      int position = shape.position(entry.name());
      if (entry.kind() == Kind.REFERENCE && position < 0) {
        kryo.skip(input);
        continue;
      }
      Object value =
          entry.kind() == Kind.REFERENCE
              ? kryo.readClassAndObject(input)
              : entry.kind().read(input);
      if (position >= 0 && !Missing.isHole(value)) {
        arguments[position] = fitting(value, entry, types[position], type);
      }
    }
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new UnreadableBytesException(
          "the constructor of record " + type.getName() + " refuses the stored components",
          Foreign.copyOf(e.getCause() == null ? e : e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new UnreadableBytesException("record " + type.getName() + " cannot be made", e);
    }
  }

  private FieldSchema schema(GraphKryo kryo, BoundedInput input) {
    if (readIn != kryo.graph()) {
      boolean own = input.skip(shape.schemaBytes(), shape.members().size());
      stored = own ? shape.schema() : FieldSchema.read(input);
      readIn = kryo.graph();
    }
    return stored;
  }

  private static @Nullable Object fitting(
      @Nullable Object value, FieldSchema.Entry stored, Class<?> target, Class<?> type) {
    if (value == null && !target.isPrimitive()) {
      return null;
    }
    Object fitting = value == null ? null : stored.kind().convert(value, target);
    if (fitting == null) {
      throw new UnreadableBytesException(
          "component "
              + type.getName()
              + "."
              + stored.name()
              + " is of type "
              + target.getName()
              + " here, and the bytes hold "
              + (value == null ? "null" : value.getClass().getName()));
    }
    return fitting;
  }
}
