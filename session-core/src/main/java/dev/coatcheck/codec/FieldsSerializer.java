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

  /** How a graph's objects of the class are read. */
  private record Plan(FieldSchema stored, @Nullable Member[] targets) {}

  FieldsSerializer(ObjectShape shape) {
    this.shape = shape;
    this.ownPlan = new Plan(shape.schema(), shape.members());
  }

  @Override
  @SuppressWarnings("unchecked") // Kryo's raw context
  void write(GraphKryo kryo, Output output, Object object) {
    if (!kryo.getGraphContext().containsKey(this)) {
      kryo.getGraphContext().put(this, shape);
      shape.schema().write(output);
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
        read(kryo, input, object, plan.stored.entries().get(i).kind(), plan.targets[i]);
      } catch (IllegalAccessException e) {
        throw new UnreadableBytesException(plan.targets[i] + " cannot be set", e);
      }
    }
    kryo.references().finish();
    return object;
  }

  @SuppressWarnings("unchecked") // Kryo's raw context
  private Plan plan(GraphKryo kryo, BoundedInput input) {
    Plan known = (Plan) kryo.getGraphContext().get(this);
    if (known != null) {
      return known;
    }
    FieldSchema stored = FieldSchema.read(input);
    Plan plan = stored.equals(shape.schema()) ? ownPlan : new Plan(stored, shape.match(stored));
    kryo.getGraphContext().put(this, plan);
    return plan;
  }

  private static void read(
      GraphKryo kryo, BoundedInput input, Object object, Kind stored, @Nullable Member target)
      throws IllegalAccessException {
    if (stored != Kind.REFERENCE && target != null && target.kind() == stored) {
      stored.read(input, target.field(), object);
      return;
    }
    // what nobody takes is read all the same: later references may lead into it
    Object value = stored == Kind.REFERENCE ? kryo.readClassAndObject(input) : stored.read(input);
    if (target != null) {
      target.field().set(object, fitting(value, stored, target));
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
