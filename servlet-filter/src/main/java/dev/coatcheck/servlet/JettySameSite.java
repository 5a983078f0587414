package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What an application of Jetty's ee8 or ee9 wants SameSite to be. Before Servlet 6.0 the API has no
 * word for it; Jetty takes it out of the comment of {@code <cookie-config>} and keeps it to itself.
 */
final class JettySameSite {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private JettySameSite() {}

  /** The value of the cookie's attribute; null when there is none, or another container. */
  static @Nullable String of(ServletContext context) {
    if (!context.getClass().getName().startsWith("org.eclipse.jetty.")) {
      return null;
    }
    try {
      Object handler = call(context, "getContextHandler");
      return (String)
          call(call(call(handler, "getSessionHandler"), "getSameSite"), "getAttributeValue");
    } catch (ReflectiveOperationException
        | ClassCastException
        | InaccessibleObjectException
        | SecurityException e) {
      LOG.log(Level.DEBUG, "SameSite cannot be found within Jetty", e);
      return null;
    }
  }

  private static @Nullable Object call(@Nullable Object target, String name)
      throws ReflectiveOperationException {
    if (target == null) {
      return null;
    }
    Method method = target.getClass().getMethod(name);
    method.trySetAccessible(); // for a public method of a class that is not
    return method.invoke(target);
  }
}
