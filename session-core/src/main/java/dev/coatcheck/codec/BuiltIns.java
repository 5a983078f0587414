package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;

/**
 * The classes of Java that have a serializer here, by exact class: a subclass has state of its own.
 * Holds classes of the platform only.
 */
final class BuiltIns {

  private static final Map<Class<?>, Serializer<?>> SERIALIZERS = serializers();

  /** What has no identity worth keeping, or one that the JVM decides. */
  private static final Set<Class<?>> PLAIN = plainValues();

  private BuiltIns() {}

  /** The public class that stands for a hidden implementation in the bytes, or the class itself. */
  static Class<?> family(Class<?> type) {
    if (!ClassRules.isPlatform(type)) {
      return type;
    }
    if (EnumSet.class.isAssignableFrom(type)) {
      return EnumSet.class;
    }
    if (Charset.class.isAssignableFrom(type)) {
      return Charset.class;
    }
    if (ZoneId.class.isAssignableFrom(type)) {
      return ZoneId.class;
    }
    return type == ValueSerializers.ZONE_INFO ? TimeZone.class : type;
  }

  static boolean handles(Class<?> type) {
    return type.isPrimitive() || isPrimitiveLike(type) || SERIALIZERS.containsKey(family(type));
  }

  static Serializer<?> serializer(Class<?> type) {
    Serializer<?> serializer = SERIALIZERS.get(family(type));
    // primitives, boxes and strings are registered with Kryo itself
    return serializer == null ? new RefusingSerializer(type.getName() + " is Kryo's") : serializer;
  }

  /** Whether two references to one such object may become two objects. */
  static boolean isPlainValue(Class<?> type) {
    return type.isPrimitive() || type.isEnum() || PLAIN.contains(family(type));
  }

  private static boolean isPrimitiveLike(Class<?> type) {
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == Boolean.class
        || type == Double.class
        || type == Float.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class;
  }

  private static Map<Class<?>, Serializer<?>> serializers() {
    Map<Class<?>, Serializer<?>> all = new HashMap<>();
    ValueSerializers.addTo(all);
    TimeSerializers.addTo(all);
    CollectionSerializers.addTo(all);
    MapSerializers.addTo(all);
    FixedSerializers.addTo(all);
    WrapperSerializers.addTo(all);
    ReferenceSerializers.addTo(all);
    SubListSerializers.addTo(all);
    MapViewSerializers.addTo(all);
    all.put(EnumSet.class, new EnumSetSerializer());
    all.put(EnumMap.class, new EnumMapSerializer());
    all.put(GregorianCalendar.class, new CalendarSerializer());
    all.put(Optional.class, new FixedSerializers.OfOptional());
    return Map.copyOf(all);
  }

  private static Set<Class<?>> plainValues() {
    Set<Class<?>> plain = new HashSet<>(TimeSerializers.types());
    plain.addAll(
        List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Class.class,
            Charset.class,
            Currency.class,
            Locale.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class));
    return Set.copyOf(plain);
  }
}
