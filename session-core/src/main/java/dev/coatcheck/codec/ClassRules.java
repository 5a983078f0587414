package dev.coatcheck.codec;

import dev.coatcheck.codec.CodecOptions.PlainClasses;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;

/** Decides for a class how its objects are stored. Stateless. */
final class ClassRules {

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  /** What stands for something outside the heap, whatever its fields are. */
  private static final List<Class<?>> LIVE =
      List.of(
          Thread.class,
          ThreadLocal.class,
          ClassLoader.class,
          java.io.InputStream.class,
          java.io.OutputStream.class,
          java.io.Reader.class,
          java.io.Writer.class,
          java.nio.channels.Channel.class,
          java.lang.ref.Reference.class,
          java.util.concurrent.Executor.class);

  private final PlainClasses plainClasses;

  ClassRules(PlainClasses plainClasses) {
    this.plainClasses = plainClasses;
  }

  /** Whether the class is one of Java's own. */
  static boolean isPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == PLATFORM;
  }

  ClassRule of(Class<?> type) {
    if (type.isArray()) {
      return ClassRule.ARRAY;
    }
    if (Enum.class.isAssignableFrom(type)) {
      return ClassRule.ENUM;
    }
    if (BuiltIns.handles(type)) {
      return ClassRule.BUILT_IN;
    }
    if (type == Serializable.class) {
      return ClassRule.WHOLE_VALUE; // in bytes it stands for all of these
    }
    boolean serializable = Serializable.class.isAssignableFrom(type);
    if (isPlatform(type)) {
      return serializable && !type.isHidden() ? ClassRule.LEAF : wholeOrRefused(serializable);
    }
    if (bringsItsOwn(type)) {
      return wholeOrRefused(serializable);
    }
    if (!serializable && isRefusedPlain(type)) {
      return ClassRule.REFUSED;
    }
    return type.isRecord() ? ClassRule.RECORD : ClassRule.FIELDS;
  }

  /** What to tell about a class that cannot be stored. */
  static String whyRefused(Class<?> type) {
    String reason;
    if (LIVE.stream().anyMatch(live -> live.isAssignableFrom(type))) {
      reason = " stands for something that lives on this node only";
    } else if (type.isHidden() || Proxy.isProxyClass(type)) {
      reason = " is a lambda or proxy that is not Serializable";
    } else if (isPlatform(type)) {
      reason = " is a class of Java that is not Serializable";
    } else if (type.isInterface()) {
      reason = " is an interface";
    } else {
      reason = " is not Serializable";
    }
    return type.getName()
        + reason
        + "; keep it out of the session, or make the field transient and obtain it again";
  }

  private static ClassRule wholeOrRefused(boolean serializable) {
    return serializable ? ClassRule.WHOLE_VALUE : ClassRule.REFUSED;
  }

  private static boolean bringsItsOwn(Class<?> type) {
    return type.isHidden()
        || Proxy.isProxyClass(type)
        || Throwable.class.isAssignableFrom(type)
        || Externalizable.class.isAssignableFrom(type)
        || (Serializable.class.isAssignableFrom(type) && hasHooks(type));
  }

  private boolean isRefusedPlain(Class<?> type) {
    return plainClasses == PlainClasses.REFUSE
        || type.isInterface()
        || LIVE.stream().anyMatch(live -> live.isAssignableFrom(type))
        || platformStateAbove(type);
  }

  /** Whether a superclass among Java's own has fields, which are out of reach. */
  private static boolean platformStateAbove(Class<?> type) {
    for (Class<?> above = type; above != null; above = above.getSuperclass()) {
      if (isPlatform(above) && above != Record.class) {
        for (Field field : above.getDeclaredFields()) {
          if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean hasHooks(Class<?> type) {
    if (declaresReplacement(type)) {
      return true;
    }
    for (Class<?> level = type;
        level != null && Serializable.class.isAssignableFrom(level);
        level = level.getSuperclass()) {
      if (declaresStreamHooks(level)) {
        return true;
      }
      if (isPlatform(level) && ObjectStreamClass.lookup(level).getFields().length > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether another object is stored in place of one of the class. */
  static boolean isReplaced(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (declares(level, "writeReplace")) {
        return true;
      }
    }
    return false;
  }

  /** Whether another object comes back in place of one of the class. */
  static boolean isResolved(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (declares(level, "readResolve")) {
        return true;
      }
    }
    return false;
  }

  /** writeReplace and readResolve count wherever they are inherited from. */
  private static boolean declaresReplacement(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      if (declares(level, "writeReplace") || declares(level, "readResolve")) {
        return true;
      }
    }
    return false;
  }

  private static boolean declaresStreamHooks(Class<?> level) {
    if (level.isRecord()) {
      return false; // Java ignores them there
    }
    if (declares(level, "writeObject", ObjectOutputStream.class)
        || declares(level, "readObject", ObjectInputStream.class)
        || declares(level, "readObjectNoData")) {
      return true;
    }
    for (Field field : level.getDeclaredFields()) {
      if (field.getName().equals("serialPersistentFields")
          && Modifier.isStatic(field.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(Class<?> level, String name, Class<?>... parameters) {
    for (Method method : level.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && List.of(method.getParameterTypes()).equals(List.of(parameters))) {
        return true;
      }
    }
    return false;
  }
}
