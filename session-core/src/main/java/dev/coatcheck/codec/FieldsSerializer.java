package dev.coatcheck.codec;

import com.esotericsoftware.kryo.io.Output;
import dev.coatcheck.codec.ObjectShape.Member;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object field by field, under their names. Each reference is read from the object once:
 * Kryo's CompatibleFieldSerializer reads it twice, for its class and for its value, and writes
 * nonsense when another thread sets the field in between.
 */
final class FieldsSerializer extends AttributeSerializer<Object> {

  private final ObjectShape shape;
  private final Plan ownPlan;

  /** The last graph whose bytes got the schema. */
  private long writtenIn = -1;

  /** The last graph whose bytes told a schema, and what they told. */
  private long readIn = -1;

  private Plan plan;

  /** How a graph's objects of the class are read. */
  private record Plan(Kind[] kinds, @Nullable Member[] targets) {

    static Plan of(FieldSchema stored, @Nullable Member[] targets) {
      return new Plan(
          stored.entries().stream().map(FieldSchema.Entry::kind).toArray(Kind[]::new), targets);
    }
  }

  FieldsSerializer(ObjectShape shape) {
    this.shape = shape;
    this.ownPlan = Plan.of(shape.schema(), shape.members());
    this.plan = ownPlan;
  }

  @Override
  AttributeSerializer<Object> forOneKryo() {
    return new FieldsSerializer(shape);
  }

  @Override
  void write(GraphKryo kryo, Output output, Object object) {
    if (writtenIn != kryo.graph()) {
      writtenIn = kryo.graph();
      output.writeBytes(shape.schemaBytes());
    }
    for (Member member : shape.members()) {
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
  }

  @Override
  Object read(GraphKryo kryo, BoundedInput input, Class<? extends Object> type) {
    Object object = shape.newInstance();
    kryo.reference(object);
    kryo.references().begin(object);
    Plan plan = plan(kryo, input);
    for (int i = 0; i < plan.targets.length; i++) {
      try {
        read(kryo, input, object, plan.kinds[i], plan.targets[i]);
      } catch (IllegalAccessException e) {
        throw new UnreadableBytesException(plan.targets[i] + " cannot be set", e);
      }
    }
    kryo.references().finish();
    return object;
  }

  private Plan plan(GraphKryo kryo, BoundedInput input) {
    if (readIn != kryo.graph()) {
      if (input.skip(shape.schemaBytes(), ownPlan.kinds.length)) {
        plan = ownPlan;
      } else {
        FieldSchema stored = FieldSchema.read(input);
        plan = Plan.of(stored, shape.match(stored));
      }
      readIn = kryo.graph();
    }
    return plan;
  }

  private static void read(
      GraphKryo kryo, BoundedInput input, Object object, Kind stored, @Nullable Member target)
      throws IllegalAccessException {
    if (stored != Kind.REFERENCE && target != null && target.kind() == stored) {
      stored.read(input, target.field(), object);
      return;
    }
    if (stored != Kind.REFERENCE) {
      Object value = stored.read(input);
      if (target != null) {
        target.field().set(object, fitting(value, stored, target));
      }
    } else if (target == null) {
      kryo.skip(input);
    } else {
      Object value = kryo.readClassAndObject(input);
      if (!Missing.isHole(value)) { // else the object itself is skipped
        target.field().set(object, fitting(value, stored, target));
      }
    }
  }

  private static @Nullable Object fitting(@Nullable Object value, Kind stored, Member target) {
    Class<?> type = target.field().getType();
    if (value == null && !type.isPrimitive()) {
      return null;
    }
    Object fitting = value == null ? null : stored.convert(value, type);
    if (fitting == null) {
      throw new UnreadableBytesException(
          "field "
              + target
              + " is of type "
              + type.getName()
              + " here, and the bytes hold "
              + (value == null ? "null" : value.getClass().getName()));
    }
    return fitting;
  }
}
