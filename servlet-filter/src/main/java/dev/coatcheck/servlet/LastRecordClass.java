package dev.coatcheck.servlet;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * Java 17 keeps, in a place of the whole JVM, the type of the last record whose {@code equals} or
 * {@code hashCode} was linked. When that is one of ours, it keeps the class loader of an
 * application that was undeployed, until another record happens to be compared. Java 19 and newer
 * do not.
 */
final class LastRecordClass {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private LastRecordClass() {}

  /** Lets a class of the JDK's take the place. */
  @SuppressWarnings("checkstyle:IllegalCatch") // what the JDK declares
  static void replace() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle text = MethodHandles.identity(String.class);
      for (String method : new String[] {"equals", "hashCode", "toString"}) {
        ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "text", text);
      }
    } catch (Throwable e) {
      LOG.log(Level.DEBUG, "The last record class is not replaced", e);
    }
  }
}
