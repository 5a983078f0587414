package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field holds: one of the primitives, or a reference. */
enum Kind {
  BOOLEAN('Z', boolean.class, Boolean.class, 0),
  BYTE('B', byte.class, Byte.class, 1),
  SHORT('S', short.class, Short.class, 2),
  CHAR('C', char.class, Character.class, 0),
  INT('I', int.class, Integer.class, 3),
  LONG('J', long.class, Long.class, 4),
  FLOAT('F', float.class, Float.class, 5),
  DOUBLE('D', double.class, Double.class, 6),
  REFERENCE('L', Object.class, Object.class, 0);

  private static final Kind[] KINDS = values();
  private static final Map<Class<?>, Object> ZEROES =
      Map.of(
          boolean.class,
          false,
          byte.class,
          (byte) 0,
          short.class,
          (short) 0,
          char.class,
          '\0',
          int.class,
          0,
          long.class,
          0L,
          float.class,
          0f,
          double.class,
          0d);

  private final char letter;
  private final Class<?> type;
  private final Class<?> box;

  /** Place among the numbers, 0 for what is none. */
  private final int width;

  Kind(char letter, Class<?> type, Class<?> box, int width) {
    this.letter = letter;
    this.type = type;
    this.box = box;
    this.width = width;
  }

  static Kind of(Class<?> type) {
    for (Kind kind : KINDS) {
      if (kind.type == type) {
        return kind;
      }
    }
    return REFERENCE;
  }

  private static Kind ofBox(Class<?> type) {
    for (Kind kind : KINDS) {
      if (kind.box == type) {
        return kind;
      }
    }
    return REFERENCE;
  }

  static Kind ofLetter(byte letter) {
    for (Kind kind : KINDS) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new UnreadableBytesException("a field has a kind that this node does not know");
  }

  /** What a field of the type holds before it is set. */
  static @Nullable Object zero(Class<?> type) {
    return ZEROES.get(type);
  }

  byte letter() {
    return (byte) letter;
  }

  /** Writes the primitive in the object's field. */
  void write(Output output, Field field, Object object) throws IllegalAccessException {
    switch (this) {
      case BOOLEAN -> output.writeBoolean(field.getBoolean(object));
      case BYTE -> output.writeByte(field.getByte(object));
      case SHORT -> output.writeShort(field.getShort(object));
      case CHAR -> output.writeChar(field.getChar(object));
      case INT -> output.writeVarInt(field.getInt(object), false);
      case LONG -> output.writeVarLong(field.getLong(object), false);
      case FLOAT -> output.writeFloat(field.getFloat(object));
      case DOUBLE -> output.writeDouble(field.getDouble(object));
      case REFERENCE -> throw new IllegalStateException("references are Kryo's");
    }
  }

  /** Reads a primitive straight into the object's field, which has this kind. */
  void read(BoundedInput input, Field field, Object object) throws IllegalAccessException {
    switch (this) {
      case BOOLEAN -> field.setBoolean(object, input.readBoolean());
      case BYTE -> field.setByte(object, input.readByte());
      case SHORT -> field.setShort(object, input.readShort());
      case CHAR -> field.setChar(object, input.readChar());
      case INT -> field.setInt(object, input.readVarInt(false));
      case LONG -> field.setLong(object, input.readVarLong(false));
      case FLOAT -> field.setFloat(object, input.readFloat());
      case DOUBLE -> field.setDouble(object, input.readDouble());
      case REFERENCE -> throw new IllegalStateException("references are Kryo's");
    }
  }

  /** Reads a primitive. */
  Object read(BoundedInput input) {
    return switch (this) {
      case BOOLEAN -> input.readBoolean();
      case BYTE -> input.readByte();
      case SHORT -> input.readShort();
      case CHAR -> input.readChar();
      case INT -> input.readVarInt(false);
      case LONG -> input.readVarLong(false);
      case FLOAT -> input.readFloat();
      case DOUBLE -> input.readDouble();
      case REFERENCE -> throw new IllegalStateException("references are Kryo's");
    };
  }

  /**
   * A value of this kind as a field of another type takes it, when nothing is lost on the way: a
   * wider number, boxed or unboxed.
   *
   * @return null when it does not fit
   */
  @Nullable Object convert(Object value, Class<?> target) {
    if (target == type || (this == REFERENCE && target.isInstance(value))) {
      return value;
    }
    if (this == REFERENCE) {
      Kind unboxed = ofBox(value.getClass());
      return unboxed == REFERENCE || !target.isPrimitive() ? null : unboxed.convert(value, target);
    }
    if (!target.isPrimitive()) {
      return target.isAssignableFrom(box) ? value : null;
    }
    Kind wide = of(target);
    return isWidenedTo(wide) && value instanceof Number number ? wide.widen(number) : null;
  }

  private boolean isWidenedTo(Kind wide) {
    boolean exact =
        switch (wide) {
          case FLOAT -> this == BYTE || this == SHORT;
          case DOUBLE -> this != LONG;
          default -> true;
        };
    return width > 0 && wide.width > width && exact;
  }

  private @Nullable Object widen(Number number) {
    return switch (this) {
      case SHORT -> number.shortValue();
      case INT -> number.intValue();
      case LONG -> number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      default -> null;
    };
  }
}
