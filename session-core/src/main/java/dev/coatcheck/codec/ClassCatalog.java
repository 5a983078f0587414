package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one application's codec has found out about classes, shared by all its Kryo instances. It
 * belongs to the codec and dies with it: a static cache, be it a ClassValue, would let Java's own
 * classes hold on to this application's loader when the codec was loaded by it. Thread-safe.
 */
final class ClassCatalog {

  private final ClassRules rules;
  private final ClassGate gate;
  private final Map<Class<?>, Traits> traits = new ConcurrentHashMap<>();
  private final Map<Class<?>, AtomicInteger> checksLeft = new ConcurrentHashMap<>();
  private volatile ImmutableTypes immutableTypes = new ImmutableTypes();
  private volatile StableHashes stableHashes = new StableHashes();

  /**
   * @param shared whether two references to one object are kept as such
   * @param look what tells a class apart that has no name of its own, else empty
   * @param checksLeft how many more values with objects of the class are to be read back
   */
  record Traits(
      ClassRule rule,
      boolean shared,
      @Nullable Serializer<?> serializer,
      AtomicInteger checksLeft,
      String look) {}

  ClassCatalog(CodecOptions options, ClassGate gate) {
    this.rules = new ClassRules(options.plainClasses());
    this.gate = gate;
  }

  /** The class under which objects of the type travel: a constant's enum, a set's public type. */
  static Class<?> wireType(Class<?> type) {
    if (Enum.class.isAssignableFrom(type)) {
      Class<?> enumType = type;
      while (!enumType.isEnum() && enumType.getSuperclass() != null) {
        enumType = enumType.getSuperclass();
      }
      return enumType.isEnum() ? enumType : type;
    }
    return BuiltIns.family(type);
  }

  Traits of(Class<?> type) {
    Traits known = traits.get(type);
    if (known != null) {
      return known;
    }
    Traits found = find(type);
    traits.put(type, found);
    return found;
  }

  /** How many more values with objects of the class are to be read back, in either format. */
  AtomicInteger checksLeft(Class<?> type) {
    return checksLeft.computeIfAbsent(type, unknown -> checks(rules.of(unknown)));
  }

  ImmutableTypes immutableTypes() {
    return immutableTypes;
  }

  StableHashes stableHashes() {
    return stableHashes;
  }

  /** Lets go of the application's classes. */
  void close() {
    traits.clear();
    checksLeft.clear();
    immutableTypes = new ImmutableTypes();
    stableHashes = new StableHashes();
  }

  private Traits find(Class<?> type) {
    ClassRule rule = rules.of(type);
    // of whole values others may stand in the bytes: Java's format asks the gate itself
    String refusal = rule == ClassRule.WHOLE_VALUE ? null : gate.refusal(type);
    if (refusal != null) {
      return new Traits(
          ClassRule.REFUSED, false, new RefusingSerializer(refusal), new AtomicInteger(), "");
    }
    boolean shared = rule != ClassRule.ENUM && !BuiltIns.isPlainValue(type);
    return new Traits(
        rule, shared, serializer(type, rule), checksLeft(type), NamelessClass.lookOf(type));
  }

  /** What Java brings is tested here for good. */
  private static AtomicInteger checks(ClassRule rule) {
    return new AtomicInteger(
        switch (rule) {
          case ENUM, RECORD, FIELDS, WHOLE_VALUE -> SelfCheck.TIMES;
          case BUILT_IN, ARRAY, LEAF, REFUSED -> 0;
        });
  }

  private static Serializer<?> serializer(Class<?> type, ClassRule rule) {
    return switch (rule) {
      case BUILT_IN -> BuiltIns.serializer(type);
      case ARRAY -> ArraySerializers.of(type);
      case ENUM -> new EnumSerializer(type);
      case RECORD -> new RecordSerializer(RecordShape.of(type));
      case FIELDS -> new FieldsSerializer(ObjectShape.of(type));
      case LEAF -> new LeafSerializer();
      case WHOLE_VALUE -> new WholeValueSerializer();
      case REFUSED -> new RefusingSerializer(ClassRules.whyRefused(type));
    };
  }
}
