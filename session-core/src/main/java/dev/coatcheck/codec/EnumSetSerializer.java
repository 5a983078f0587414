package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumSet;

/** The enum and the names of its constants. */
final class EnumSetSerializer extends AttributeSerializer<EnumSet<?>> {

  @Override
  void write(GraphKryo kryo, Output output, EnumSet<?> value) {
    Object[] constants = value.toArray();
    kryo.writeClass(output, elementType(value));
    output.writeVarInt(constants.length, true);
    for (Object constant : constants) {
      output.writeString(((Enum<?>) constant).name());
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the element type is only known at run time
  EnumSet<?> read(GraphKryo kryo, BoundedInput input, Class<? extends EnumSet<?>> type) {
    var registration = kryo.readClass(input);
    if (registration == null || !registration.getType().isEnum()) {
      throw new UnreadableBytesException("a set of constants lacks its enum");
    }
    Class elementType = registration.getType();
    EnumSerializer byName = EnumSerializer.of(kryo, elementType);
    EnumSet constants = EnumSet.noneOf(elementType);
    int size = input.readCount(1);
    for (int i = 0; i < size; i++) {
      Enum constant = byName.constant(kryo, input.readString());
      if (constant != null) {
        constants.add(constant);
      }
    }
    return constants;
  }

  /** Even an empty set knows its enum, though no method tells it: the complement's elements do. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the element type is only known at run time
  private static Class<?> elementType(EnumSet<?> value) {
    EnumSet<?> some = value.isEmpty() ? EnumSet.complementOf((EnumSet) value) : value;
    if (some.isEmpty()) {
      throw new NeedsWholeValueException(); // an enum without constants
    }
    return some.iterator().next().getDeclaringClass();
  }
}
