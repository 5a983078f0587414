package dev.coatcheck.codec;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.InstantiatorStrategy;
import org.objenesis.strategy.SerializingInstantiatorStrategy;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Which fields of a class are stored and how an empty object is made, as Java's serialization does
 * it for a Serializable class: the first ancestor that is not Serializable is built by its
 * constructor, and its fields are not stored. Of other classes all fields are stored, and no
 * constructor runs. Thread-safe.
 */
final class ObjectShape {

  private final Class<?> type;
  private final Member[] members;
  private final FieldSchema schema;
  private final byte[] schemaBytes;
  private final InstantiatorStrategy strategy;

  /** Made with the first object: on some Javas its making initializes the class. */
  private volatile @Nullable ObjectInstantiator<?> instantiator;

  /** A stored field. */
  record Member(FieldSchema.Entry entry, Field field) {

    Kind kind() {
      return entry.kind();
    }

    @Override
    public String toString() {
      return field.getDeclaringClass().getName() + "." + field.getName();
    }
  }

  private ObjectShape(Class<?> type, List<Member> members, InstantiatorStrategy strategy) {
    this.type = type;
    this.members = members.toArray(new Member[0]);
    this.schema = new FieldSchema(members.stream().map(Member::entry).toList());
    this.schemaBytes = schema.bytes();
    this.strategy = strategy;
  }

  static ObjectShape of(Class<?> type) {
    boolean likeJava = Serializable.class.isAssignableFrom(type) && ancestorCanBeMade(type);
    List<Member> members = new ArrayList<>();
    Set<String> levels = new HashSet<>();
    for (Class<?> level = type;
        level != null && !ClassRules.isPlatform(level);
        level = level.getSuperclass()) {
      if (likeJava && !Serializable.class.isAssignableFrom(level)) {
        break;
      }
      // two classes of one simple name above each other: the upper one takes its full name
      String simple = level.getSimpleName();
      members.addAll(membersOf(level, levels.add(simple) ? simple : level.getName()));
    }
    return new ObjectShape(
        type,
        members,
        likeJava ? new SerializingInstantiatorStrategy() : new StdInstantiatorStrategy());
  }

  Class<?> type() {
    return type;
  }

  Member[] members() {
    return members;
  }

  FieldSchema schema() {
    return schema;
  }

  /** The schema as it stands in the bytes. */
  byte[] schemaBytes() {
    return schemaBytes;
  }

  Object newInstance() {
    ObjectInstantiator<?> ready = instantiator;
    if (ready == null) {
      ready = strategy.newInstantiatorOf(type);
      instantiator = ready;
    }
    return ready.newInstance();
  }

  /** For each field in the bytes the one that takes it here, null where there is none. */
  @Nullable Member[] match(FieldSchema stored) {
    Map<String, Member> byName = new HashMap<>();
    for (Member member : members) {
      byName.put(key(member.entry()), member);
    }
    @Nullable Member[] matches = new Member[stored.entries().size()];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = byName.remove(key(stored.entries().get(i)));
    }
    return matches;
  }

  private static String key(FieldSchema.Entry entry) {
    return entry.level() + ' ' + entry.name();
  }

  /** The class's own fields that are stored, in an order that does not depend on the JVM. */
  static List<Member> membersOf(Class<?> level, String levelName) {
    List<Member> members = new ArrayList<>();
    for (Field field : level.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        try {
          field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
          throw new UnstorableGraphException(
              "field "
                  + level.getName()
                  + "."
                  + field.getName()
                  + " is closed by its module; open the package, or make the field transient");
        }
        Kind kind = Kind.of(field.getType().isPrimitive() ? field.getType() : Object.class);
        members.add(new Member(new FieldSchema.Entry(levelName, field.getName(), kind), field));
      }
    }
    members.sort(Comparator.comparing(member -> member.entry().name()));
    return members;
  }

  private static boolean ancestorCanBeMade(Class<?> type) {
    Class<?> ancestor = type;
    while (ancestor != null && Serializable.class.isAssignableFrom(ancestor)) {
      ancestor = ancestor.getSuperclass();
    }
    if (ancestor == null) {
      return false;
    }
    try {
      Constructor<?> constructor = ancestor.getDeclaredConstructor();
      int modifiers = constructor.getModifiers();
      return Modifier.isPublic(modifiers)
          || Modifier.isProtected(modifiers)
          || (!Modifier.isPrivate(modifiers)
              && ancestor.getPackageName().equals(type.getPackageName()));
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
