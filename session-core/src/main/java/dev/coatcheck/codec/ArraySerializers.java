package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Arrays: a length that the remaining bytes must back, and the elements. */
final class ArraySerializers {

  private ArraySerializers() {}

  static Serializer<?> of(Class<?> type) {
    return type.getComponentType().isPrimitive()
        ? new Primitives(Kind.of(type.getComponentType()), type.getComponentType())
        : new Objects(type.getComponentType());
  }

  /** Arrays of references, of any dimension. */
  private static final class Objects extends AttributeSerializer<Object> {

    private final Class<?> component;

    Objects(Class<?> component) {
      this.component = component;
    }

    @Override
    void write(GraphKryo kryo, Output output, Object value) {
      Object[] array = (Object[]) value;
      output.writeVarInt(array.length, true);
      for (Object element : array) {
        kryo.writePart(output, element, "[]");
      }
    }

    @Override
    Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
      Object[] array = (Object[]) Array.newInstance(component, input.readCount(1));
      kryo.reference(array);
      for (int i = 0; i < array.length; i++) {
        Object element = kryo.readClassAndObject(input);
        if (Missing.isHole(element)) {
          continue; // the array itself is skipped
        }
        if (element != null && !component.isInstance(element)) {
          throw new UnreadableBytesException(
              "an array of "
                  + component.getName()
                  + " cannot take what the bytes hold, "
                  + element.getClass().getName());
        }
        array[i] = element;
      }
      return array;
    }
  }

  /** Arrays of primitives. */
  private static final class Primitives extends AttributeSerializer<Object> {

    private final Kind kind;
    private final Class<?> component;

    Primitives(Kind kind, Class<?> component) {
      this.kind = kind;
      this.component = component;
    }

    @Override
    void write(GraphKryo kryo, Output output, Object array) {
      int length = Array.getLength(array);
      output.writeVarInt(length, true);
      switch (kind) {
        case BOOLEAN -> output.writeBooleans((boolean[]) array, 0, length);
        case BYTE -> output.writeBytes((byte[]) array, 0, length);
        case SHORT -> output.writeShorts((short[]) array, 0, length);
        case CHAR -> output.writeChars((char[]) array, 0, length);
        case INT -> output.writeInts((int[]) array, 0, length, false);
        case LONG -> output.writeLongs((long[]) array, 0, length, false);
        case FLOAT -> output.writeFloats((float[]) array, 0, length);
        case DOUBLE -> output.writeDoubles((double[]) array, 0, length);
        case REFERENCE -> throw new IllegalStateException(component + " is no primitive");
      }
    }

    @Override
    Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
      int length = input.readCount(bytesEach());
      return switch (kind) {
        case BOOLEAN -> input.readBooleans(length);
        case BYTE -> input.readBytes(length);
        case SHORT -> input.readShorts(length);
        case CHAR -> input.readChars(length);
        case INT -> input.readInts(length, false);
        case LONG -> input.readLongs(length, false);
        case FLOAT -> input.readFloats(length);
        case DOUBLE -> input.readDoubles(length);
        case REFERENCE -> throw new IllegalStateException(component + " is no primitive");
      };
    }

    private int bytesEach() {
      return switch (kind) {
        case SHORT, CHAR -> 2;
        case FLOAT -> 4;
        case DOUBLE -> 8;
        default -> 1;
      };
    }
  }
}
