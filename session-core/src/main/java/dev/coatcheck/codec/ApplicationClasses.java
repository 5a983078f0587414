package dev.coatcheck.codec;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the classes that stored bytes name, as the application would. Thread-safe. */
final class ApplicationClasses {

  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "short", short.class,
          "char", char.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class,
          "void", void.class);

  /** To make the class of a proxy of thousands takes seconds, and the class stays. */
  private static final int MOST_INTERFACES = 256;

  private final ClassGate gate;
  private volatile @Nullable ClassLoader loader;
  private final Map<String, Class<?>> found = new ConcurrentHashMap<>(PRIMITIVES);

  ApplicationClasses(ClassLoader loader, ClassGate gate) {
    this.loader = loader;
    this.gate = gate;
  }

  ClassGate gate() {
    return gate;
  }

  /** The class of that name; it is not initialized before something is made of it. */
  Class<?> load(String name) {
    Class<?> type = find(name);
    if (type == null) {
      throw missing(name);
    }
    return type;
  }

  /** The class of that name, null when there is none. */
  @Nullable Class<?> find(String name) {
    Class<?> known = found.get(name);
    if (known != null) {
      return known;
    }
    requireAllowed(gate.refusal(name));
    ClassLoader loader = loader();
    try {
      Class<?> type = Class.forName(name, false, loader);
      requireAllowed(gate.refusal(type));
      found.put(name, type);
      return type;
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** The class of a dynamic proxy. */
  Class<?> loadProxy(String... interfaceNames) {
    if (interfaceNames.length > MOST_INTERFACES) {
      throw new UnreadableBytesException("a proxy of too many interfaces is stored");
    }
    Class<?>[] interfaces = new Class<?>[interfaceNames.length];
    for (int i = 0; i < interfaces.length; i++) {
      interfaces[i] = load(interfaceNames[i]);
    }
    // through the class of an instance: Proxy.getProxyClass is deprecated
    return Proxy.newProxyInstance(loader(), interfaces, (proxy, method, arguments) -> null)
        .getClass();
  }

  /** Lets go of the application. */
  void close() {
    loader = null;
    found.clear();
  }

  private ClassLoader loader() {
    ClassLoader current = loader;
    if (current == null) {
      throw new IllegalStateException("the application has stopped");
    }
    return current;
  }

  private static void requireAllowed(@Nullable String refusal) {
    if (refusal != null) {
      throw new UnreadableBytesException(refusal);
    }
  }

  static UnreadableBytesException missing(String name) {
    String element = name.replaceFirst("^\\[+L(.*);$", "$1");
    return new UnreadableBytesException(
        "class " + element + " is missing in this version of the application");
  }
}
