package dev.coatcheck.codec;

import java.lang.reflect.Field;

/** A change of a value in place, as an application makes it without setAttribute. */
record Mutation(String name, Change change) {

  /** Works on the value itself. */
  interface Change {
    void of(Object value) throws Exception;
  }

  @SuppressWarnings("unchecked")
  static <T> Mutation of(String name, Class<T> type, TypedChange<T> change) {
    return new Mutation(name, value -> change.of(type.cast(value)));
  }

  /** Works on a value of known type. */
  interface TypedChange<T> {
    void of(T value) throws Exception;
  }

  /** Sets a field, wherever in the hierarchy it is declared. */
  static Mutation ofField(String name, Object to) {
    return new Mutation("field " + name, value -> setField(value, name, to));
  }

  void apply(Object value) {
    try {
      change.of(value);
    } catch (Exception e) {
      throw new AssertionError(name + " of " + value.getClass().getName() + " does not work", e);
    }
  }

  static void setField(Object object, String name, Object to) throws ReflectiveOperationException {
    find(object, name).set(object, to);
  }

  static Object field(Object object, String name) throws ReflectiveOperationException {
    return find(object, name).get(object);
  }

  private static Field find(Object object, String name) throws NoSuchFieldException {
    for (Class<?> level = object.getClass(); level != null; level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
