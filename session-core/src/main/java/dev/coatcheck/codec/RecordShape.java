package dev.coatcheck.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record's components, and the constructor that takes them. Thread-safe. */
final class RecordShape {

  private final List<ObjectShape.Member> members;
  private final FieldSchema schema;
  private final byte[] schemaBytes;
  private final Constructor<?> constructor;
  private final Map<String, Integer> positions = new HashMap<>();

  private RecordShape(List<ObjectShape.Member> members, Constructor<?> constructor) {
    this.members = members;
    this.schema = new FieldSchema(members.stream().map(ObjectShape.Member::entry).toList());
    this.schemaBytes = schema.bytes();
    this.constructor = constructor;
  }

  static RecordShape of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      positions.put(components[i].getName(), i);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      RecordShape shape =
          new RecordShape(ObjectShape.membersOf(type, type.getSimpleName()), constructor);
      shape.positions.putAll(positions);
      return shape;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
    }
  }

  List<ObjectShape.Member> members() {
    return members;
  }

  FieldSchema schema() {
    return schema;
  }

  /** The schema as it stands in the bytes. */
  byte[] schemaBytes() {
    return schemaBytes;
  }

  Constructor<?> constructor() {
    return constructor;
  }

  /** The constructor's parameter of that name, -1 when there is none. */
  int position(String component) {
    return positions.getOrDefault(component, -1);
  }
}
