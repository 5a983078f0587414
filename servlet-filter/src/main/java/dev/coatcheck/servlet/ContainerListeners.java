package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The container's own listener objects, each kind in the order in which the container would tell
 * it. No API gives them away, so this class alone knows how Tomcat, Jetty and Undertow keep them.
 * It follows live objects only, for the application's loader may hide the container's classes.
 */
final class ContainerListeners {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private ContainerListeners() {}

  /** The listeners of an application, or null in a container that is not known. */
  static @Nullable SessionListeners of(ServletContext context) {
    String type = context.getClass().getName();
    try {
      if (type.startsWith("org.apache.catalina.core.")) {
        return ofTomcat(context);
      }
      if (type.startsWith("org.eclipse.jetty.")) {
        return ofJetty(context);
      }
      return type.startsWith("io.undertow.servlet.") ? ofUndertow(context) : null;
    } catch (ReflectiveOperationException
        | ClassCastException
        | InaccessibleObjectException
        | SecurityException e) {
      LOG.log(Level.DEBUG, "no session listeners found within " + type, e);
      return null;
    }
  }

  /** Behind two facades is the context, which keeps two arrays. The same from 9.0 to 11.0. */
  private static SessionListeners ofTomcat(Object facade) throws ReflectiveOperationException {
    Object context = field(field(facade, "context"), "context");
    List<Object> lifecycle = array(call(context, "getApplicationLifecycleListeners"));
    List<Object> events = array(call(context, "getApplicationEventListeners"));
    return new SessionListeners(
        only(HttpSessionListener.class, lifecycle),
        only(HttpSessionAttributeListener.class, events),
        only(HttpSessionIdListener.class, events),
        "Tomcat");
  }

  /** All methods are public, and the same from ee8 to ee11. */
  private static SessionListeners ofJetty(Object context) throws ReflectiveOperationException {
    Object sessions = call(call(context, "getContextHandler"), "getSessionHandler");
    List<?> all = (List<?>) call(sessions, "getEventListeners");
    return new SessionListeners(
        only(HttpSessionListener.class, all),
        only(HttpSessionAttributeListener.class, all),
        only(HttpSessionIdListener.class, all),
        "Jetty");
  }

  /** Holders of instances, an array for each kind. WildFly, too, uses these classes. */
  private static SessionListeners ofUndertow(Object context) throws ReflectiveOperationException {
    Object listeners = call(call(context, "getDeployment"), "getApplicationListeners");
    return new SessionListeners(
        only(HttpSessionListener.class, held(listeners, "httpSessionListeners")),
        only(HttpSessionAttributeListener.class, held(listeners, "httpSessionAttributeListeners")),
        only(HttpSessionIdListener.class, held(listeners, "httpSessionIdListeners")),
        "Undertow");
  }

  /** Without Undertow's own, which cast sessions to its own class: one closes WebSockets. */
  private static List<Object> held(Object listeners, String field)
      throws ReflectiveOperationException {
    List<Object> instances = new ArrayList<>();
    for (Object holder : array(field(listeners, field))) {
      Object instance = call(holder, "instance");
      if (!instance.getClass().getName().startsWith("io.undertow.")) {
        instances.add(instance);
      }
    }
    return instances;
  }

  private static List<Object> array(Object value) {
    return Arrays.asList((Object[]) value);
  }

  private static <T> List<T> only(Class<T> kind, List<?> listeners) {
    return listeners.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    // a public method may be that of a class which is not; without permission the call fails
    method.trySetAccessible();
    return present(method.invoke(target), target, name);
  }

  private static Object field(Object target, String name) throws ReflectiveOperationException {
    for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return present(field.get(target), target, name);
        }
      }
    }
    throw new NoSuchFieldException(target.getClass().getName() + "." + name);
  }

  private static Object present(@Nullable Object value, Object target, String name)
      throws NoSuchFieldException {
    if (value == null) {
      throw new NoSuchFieldException(target.getClass().getName() + "." + name + " is null");
    }
    return value;
  }
}
