package dev.coatcheck.codec;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How each kind of value is changed in place. A kind that is neither here nor among {@link
 * FixedKinds} fails the tests, so that a new sample cannot be forgotten.
 */
final class Mutations {

  private final Map<String, List<Mutation>> bySample = new HashMap<>();

  /** Finds out for some samples how they are changed; this changes their values. */
  Mutations(List<Sample> tried) {
    for (Sample sample : tried) {
      bySample.put(sample.name(), supportedBy(sample));
    }
  }

  /** All changes of the sample's value; none when its kind cannot be changed. */
  List<Mutation> of(Sample sample) {
    return bySample.get(sample.name());
  }

  private static List<Mutation> supportedBy(Sample sample) {
    if (FixedKinds.cannotBeChanged(sample)) {
      return List.of();
    }
    List<Mutation> named = NamedMutations.of(sample.name());
    return named.isEmpty()
        ? of(sample.value()).stream().filter(it -> isSupported(it, sample.value())).toList()
        : named;
  }

  /** Views and the like refuse some of what others of their type do. */
  private static boolean isSupported(Mutation mutation, Object value) {
    try {
      mutation.change().of(value);
      return true;
    } catch (UnsupportedOperationException | IllegalArgumentException | IllegalStateException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError(mutation + " of " + value.getClass() + " does not work", e);
    }
  }

  private static List<Mutation> of(Object value) {
    if (value.getClass().isArray()) {
      return List.of(new Mutation("element set", array -> setElement(array)));
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Collection<?> collection) {
      return ofCollection(collection);
    }
    if (value instanceof Map.Entry<?, ?>) {
      return List.of(new Mutation("setValue", Mutations::setValue));
    }
    if (value instanceof Optional<?> || value instanceof Record) {
      return List.of(new Mutation("part changed", Mutations::changePart));
    }
    Mutation platform = PlatformMutations.of(value);
    if (platform != null) {
      return List.of(platform);
    }
    return ClassRules.isPlatform(value.getClass()) ? List.of() : ofFields(value);
  }

  private static List<Mutation> ofMap(Map<?, ?> example) {
    List<Mutation> all = new ArrayList<>();
    Object key = example.isEmpty() ? "" : firstKey(example);
    if (!example.isEmpty()) {
      all.add(new Mutation("value replaced", Mutations::replaceValue));
      all.add(new Mutation("entry removed", map -> removeFirst(((Map<?, ?>) map).keySet())));
    }
    if ((key == null || key instanceof String) && !(example instanceof IdentityHashMap)) {
      all.add(new Mutation("entry put", map -> modifiable(map).put("zz", 42)));
    }
    return all;
  }

  private static List<Mutation> ofCollection(Collection<?> example) {
    List<Mutation> all = new ArrayList<>();
    if (takesAnother(example)) {
      all.add(new Mutation("element added", Mutations::add));
    }
    if (!example.isEmpty()) {
      all.add(new Mutation("element removed", value -> removeFirst((Collection<?>) value)));
    }
    if (example instanceof List<?> && !example.isEmpty()) {
      all.add(new Mutation("element set", value -> setFirst(list(value))));
    }
    return all;
  }

  /** Fields of the application's own classes, each changed by itself. */
  private static List<Mutation> ofFields(Object value) {
    List<Mutation> all = new ArrayList<>();
    for (Class<?> level = value.getClass();
        !ClassRules.isPlatform(level) && isStored(value, level);
        level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        boolean stored = (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
        if (stored && !field.isSynthetic() && canBeChanged(value, field)) {
          all.add(
              new Mutation(
                  "field " + level.getSimpleName() + "." + field.getName(),
                  object -> field.set(object, otherThan(field.get(object), field))));
        }
      }
    }
    return all;
  }

  /** What is above the Serializable part of a class is made by its constructor. */
  private static boolean isStored(Object value, Class<?> level) {
    return level == value.getClass()
        || !(value instanceof Serializable)
        || Serializable.class.isAssignableFrom(level);
  }

  private static boolean canBeChanged(Object example, Field field) {
    try {
      field.setAccessible(true);
      Object now = field.get(example);
      return now != null || otherThan(null, field) != null;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** Another value for a field, null rather than one that the field does not take. */
  private static @Nullable Object otherThan(@Nullable Object now, Field field) {
    Object other = OtherValues.than(now);
    return field.getType().isPrimitive() || field.getType().isInstance(other) ? other : null;
  }

  private static void setElement(Object array) {
    Class<?> component = array.getClass().getComponentType();
    Object other = OtherValues.than(Array.get(array, 0));
    Array.set(array, 0, component.isPrimitive() || component.isInstance(other) ? other : null);
  }

  private static void changePart(Object whole) throws ReflectiveOperationException {
    if (whole instanceof Optional<?> optional) {
      change(optional.orElseThrow());
      return;
    }
    for (Field field : whole.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      Object part = field.get(whole);
      if (!FixedKinds.contains(part)) {
        change(part);
        return;
      }
    }
    throw new AssertionError("no part is known to change");
  }

  private static void change(Object part) {
    of(part).get(0).apply(part);
  }

  @SuppressWarnings("unchecked")
  private static void setValue(Object value) {
    Map.Entry<Object, Object> entry = (Map.Entry<Object, Object>) value;
    entry.setValue(OtherValues.than(entry.getValue()));
  }

  private static void replaceValue(Object value) {
    Map<Object, Object> map = modifiable(value);
    Object key = firstKey(map);
    Object other = OtherValues.than(map.get(key));
    map.put(key, other == null ? "another than there was" : other);
  }

  private static @Nullable Object firstKey(Map<?, ?> map) {
    return map.keySet().iterator().next();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // whatever the constants are
  private static boolean takesAnother(Collection<?> example) {
    if (example instanceof EnumSet<?> constants) {
      return !EnumSet.complementOf((EnumSet) constants).isEmpty();
    }
    return example instanceof List<?> || takesText(example);
  }

  private static boolean takesText(Collection<?> example) {
    return example.isEmpty() || example.stream().anyMatch(String.class::isInstance);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // whatever the constants are
  private static void add(Object value) {
    if (value instanceof EnumSet<?> constants) {
      ((EnumSet) constants).addAll(EnumSet.complementOf((EnumSet) constants));
      return;
    }
    Collection<Object> collection = (Collection<Object>) value;
    collection.add(takesText(collection) ? "zz" : collection.iterator().next());
  }

  private static void removeFirst(Collection<?> collection) {
    if (!collection.remove(collection.iterator().next())) {
      throw new AssertionError("the first element cannot be removed");
    }
  }

  private static void setFirst(List<Object> list) {
    list.set(0, OtherValues.than(list.get(0)));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> modifiable(Object map) {
    return (Map<Object, Object>) map;
  }
}
