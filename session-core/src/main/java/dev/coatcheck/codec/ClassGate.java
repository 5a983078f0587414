package dev.coatcheck.codec;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which classes stored bytes may bring to life. It applies to both formats, and to writing,
 * so that nothing is stored that cannot be read. Java's own values and collections that have a
 * serializer here always pass. Thread-safe.
 */
final class ClassGate {

  /** Follows a class's name. */
  static final String KNOWN = " is known to be abused in deserialization and is never read";

  /** Follows a class's name. */
  static final String FILTERED =
      " is not allowed by the setting classFilter; add it there if the application needs it";

  private static final Logger LOG = System.getLogger("dev.coatcheck.codec");

  private final ClassFilter filter;

  /** Names of the classes that met a gate that learns. */
  private final Set<String> learned = new ConcurrentSkipListSet<>();

  private volatile int told;

  ClassGate(ClassFilter filter) {
    this.filter = filter;
  }

  /** Why a class of that name, or an array of it, may not even be loaded; null when it may. */
  @Nullable String refusal(String name) {
    return KnownGadgets.contains(name) && !filter.names(name) ? "class " + name + KNOWN : null;
  }

  /** Why objects of the class, or arrays of it, are refused; null when they are not. */
  @Nullable String refusal(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (Proxy.isProxyClass(element)) {
      for (Class<?> part : element.getInterfaces()) {
        String refusal = refusal(part);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    }
    String refusal = refusal(element.getName());
    if (refusal != null || element.isHidden() || isHarmless(element)) {
      return refusal;
    }
    if (filter.learns()) {
      learned.add(element.getName());
    }
    return filter.rejects(element) ? "class " + element.getName() + FILTERED : null;
  }

  /** What a filter has to allow for what was met so far; empty unless the gate learns. */
  String learnedPatterns() {
    return filter.learns() ? String.join(";", learned) + (learned.isEmpty() ? "!*" : ";!*") : "";
  }

  /** Tells the operator what was learned, when there is something new. */
  void tellLearned() {
    int size = filter.learns() ? learned.size() : 0;
    if (size > told) {
      told = size;
      LOG.log(Level.INFO, "The application needs classFilter={0}", learnedPatterns());
    }
  }

  /** What nothing can be made of, and what has a serializer here that makes nothing else. */
  private static boolean isHarmless(Class<?> element) {
    return element == Object.class
        || BuiltIns.handles(element)
        || (Modifier.isAbstract(element.getModifiers()) && ClassRules.isPlatform(element));
  }
}
