package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** The enum, and the values under its constants' names. */
final class EnumMapSerializer extends AttributeSerializer<EnumMap<?, ?>> {

  @Override
  void write(GraphKryo kryo, Output output, EnumMap<?, ?> value) {
    @Nullable Object[] pairs = Snapshot.of(value);
    kryo.views().met(value);
    kryo.writeClass(output, keyType(value));
    output.writeVarInt(pairs.length / 2, true);
    for (int i = 0; i < pairs.length; i += 2) {
      output.writeString(((Enum<?>) pairs[i]).name());
      kryo.writePart(output, pairs[i + 1], "value");
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the key type is only known at run time
  EnumMap<?, ?> read(GraphKryo kryo, BoundedInput input, Class<? extends EnumMap<?, ?>> type) {
    var registration = kryo.readClass(input);
    if (registration == null || !registration.getType().isEnum()) {
      throw new UnreadableBytesException("a map of constants lacks its enum");
    }
    Class keyType = registration.getType();
    EnumSerializer byName = EnumSerializer.of(kryo, keyType);
    EnumMap map = new EnumMap(keyType);
    kryo.reference(map);
    int size = input.readCount(2);
    for (int i = 0; i < size; i++) {
      Enum<?> key = byName.constant(kryo, input.readString());
      Object value = kryo.readClassAndObject(input);
      if (key != null) {
        map.put(key, value);
      }
    }
    return map;
  }

  /** Even an empty map knows its enum, though no method tells it. */
  private static Class<?> keyType(EnumMap<?, ?> map) {
    for (Enum<?> key : map.keySet()) {
      return key.getDeclaringClass();
    }
    return Innards.of(map).classes().stream()
        .filter(Class::isEnum)
        .findFirst()
        .orElseThrow(NeedsWholeValueException::new);
  }
}
