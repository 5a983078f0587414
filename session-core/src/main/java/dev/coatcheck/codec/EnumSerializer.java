package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A constant by its name. */
final class EnumSerializer extends AttributeSerializer<Object> {

  private final Class<?> type;

  /** Made when first needed: to ask for an enum's constants initializes it. */
  private volatile @Nullable Map<String, Enum<?>> constants;

  EnumSerializer(Class<?> type) {
    this.type = type;
  }

  /** The one for an enum that a set or map of constants names. */
  static EnumSerializer of(GraphKryo kryo, Class<?> type) {
    if (type == Missing.Constant.class) {
      return new EnumSerializer(type);
    }
    if (kryo.catalog().of(type).serializer() instanceof EnumSerializer serializer) {
      return serializer;
    }
    throw new UnreadableBytesException("class " + type.getName() + " is no enum here");
  }

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    output.writeString(((Enum<?>) value).name());
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> requested) {
    Enum<?> constant = constant(kryo, input.readString());
    return constant == null ? Missing.Constant.SOME : constant;
  }

  /** The constant of that name; null when it is missing and nobody wants it. */
  @Nullable Enum<?> constant(GraphKryo kryo, String name) {
    Map<String, Enum<?>> known = constants;
    if (known == null) {
      known = byName(type.getEnumConstants());
      constants = known;
    }
    Enum<?> constant = known.get(name);
    if (constant == null && kryo.skipping().isOn()) {
      kryo.skipping().hole(type.getName());
    } else if (constant == null) {
      throw lacksConstant(type.getName());
    }
    return constant;
  }

  static UnreadableBytesException lacksConstant(String enumName) {
    return new UnreadableBytesException(
        "enum " + enumName + " of this version lacks a constant that was stored");
  }

  private static Map<String, Enum<?>> byName(Object @Nullable [] all) {
    Map<String, Enum<?>> byName = new HashMap<>();
    if (all != null) { // null: Enum itself
      for (Object constant : all) {
        byName.put(((Enum<?>) constant).name(), (Enum<?>) constant);
      }
    }
    return byName;
  }
}
