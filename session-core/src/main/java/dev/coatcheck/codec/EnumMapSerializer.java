package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The enum, and the values under its constants' names. */
final class EnumMapSerializer extends AttributeSerializer<EnumMap<?, ?>> {

  @Override
  void write(GraphKryo kryo, Output output, EnumMap<?, ?> value) {
    Map.Entry<?, ?>[] entries = Snapshot.of(value);
    kryo.writeClass(output, keyType(value, entries));
    output.writeVarInt(entries.length, true);
    for (Map.Entry<?, ?> entry : entries) {
      output.writeString(((Enum<?>) entry.getKey()).name());
      kryo.writePart(output, entry.getValue(), "value");
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
    EnumMap map = new EnumMap(keyType);
    kryo.reference(map);
    int size = input.readCount(2);
    for (int i = 0; i < size; i++) {
      Enum<?> key = EnumSerializer.constant(keyType, input.readString());
      map.put(key, kryo.readClassAndObject(input));
    }
    return map;
  }

  private static Class<?> keyType(EnumMap<?, ?> map, Map.Entry<?, ?>[] entries) {
    if (entries.length > 0) {
      return ((Enum<?>) entries[0].getKey()).getDeclaringClass();
    }
    List<Class<?>> classes = Innards.of(map).classes();
    return classes.stream()
        .filter(Class::isEnum)
        .findFirst()
        .orElseThrow(NeedsWholeValueException::new);
  }
}
