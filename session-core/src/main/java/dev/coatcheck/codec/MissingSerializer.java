package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;

/**
 * Reads past the objects of a class that is missing here, which is possible where the bytes tell
 * what they are made of.
 */
final class MissingSerializer extends AttributeSerializer<Object> {

  private final String className;
  private final ClassRule rule;

  private MissingSerializer(String className, ClassRule rule) {
    this.className = className;
    this.rule = rule;
  }

  /**
   * For a class that is missing.
   *
   * @throws UnreadableBytesException when its objects cannot be read past
   */
  static MissingSerializer of(String className, byte wireLetter) {
    for (ClassRule rule : new ClassRule[] {ClassRule.FIELDS, ClassRule.ENUM, ClassRule.ARRAY}) {
      if (rule.wireLetter() == wireLetter) {
        return new MissingSerializer(className, rule);
      }
    }
    throw ApplicationClasses.missing(className);
  }

  Registration registration() {
    return new Registration(
        rule == ClassRule.ENUM ? Missing.Constant.class : Missing.class, this, GraphClasses.NAME);
  }

  /** Refuses an object that somebody takes. */
  void requireSkipping(GraphKryo kryo) {
    if (!kryo.skipping().isOn()) {
      throw ApplicationClasses.missing(className);
    }
    kryo.skipping().hole(className);
  }

  @Override
  void write(GraphKryo kryo, Output output, Object value) {
    throw new IllegalStateException(className + " is only read");
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    if (rule == ClassRule.ENUM) {
      input.readString();
      return Missing.Constant.SOME;
    }
    Missing missing = new Missing();
    kryo.reference(missing);
    if (rule == ClassRule.ARRAY) {
      for (int left = input.readCount(1); left > 0; left--) {
        kryo.readClassAndObject(input);
      }
    } else {
      for (FieldSchema.Entry entry : schema(kryo, input).entries()) {
        if (entry.kind() == Kind.REFERENCE) {
          kryo.readClassAndObject(input);
        } else {
          entry.kind().read(input);
        }
      }
    }
    return missing;
  }

  @SuppressWarnings("unchecked") // Kryo's raw context
  private FieldSchema schema(GraphKryo kryo, BoundedInput input) {
    FieldSchema known = (FieldSchema) kryo.getGraphContext().get(this);
    if (known != null) {
      return known;
    }
    FieldSchema stored = FieldSchema.read(input);
    kryo.getGraphContext().put(this, stored);
    return stored;
  }
}
