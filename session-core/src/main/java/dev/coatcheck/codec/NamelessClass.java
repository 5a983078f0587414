package dev.coatcheck.codec;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Anonymous and local classes have numbers for names, which move when another one is written before
 * them. What else tells them apart goes into the bytes, so that a class that merely has the number
 * of the one that was stored is refused. Stateless.
 */
final class NamelessClass {

  private NamelessClass() {}

  /** What tells a class apart that has no name of its own; empty when it has one. */
  static String lookOf(Class<?> type) {
    if (ClassRules.isPlatform(type) || !(type.isAnonymousClass() || type.isLocalClass())) {
      return "";
    }
    return type.getSuperclass().getName()
        + ' '
        + String.join(" ", Arrays.stream(type.getInterfaces()).map(Class::getName).toList())
        + " in "
        + placeOf(type);
  }

  /** The method that declares the class. */
  private static String placeOf(Class<?> type) {
    try {
      Method method = type.getEnclosingMethod();
      return method == null ? type.getEnclosingClass().getName() : method.getName();
    } catch (LinkageError e) {
      return "a method whose parameters are missing";
    }
  }
}
