package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Tells the application's listeners what happens to sessions, in the order of Tomcat where the
 * specification leaves it open. Thread-safe.
 */
final class SessionEventTeller {

  private final Supplier<SessionListeners> listeners;

  /**
   * @param listeners asked at each event
   */
  SessionEventTeller(Supplier<SessionListeners> listeners) {
    this.listeners = listeners;
  }

  void created(HttpSession session) {
    HttpSessionEvent event = new HttpSessionEvent(session);
    for (HttpSessionListener listener : listeners.get().session()) {
      Told.safely(() -> listener.sessionCreated(event));
    }
  }

  /** The session is still readable; the last listener is told first (Servlet 6.0 §11.3.3). */
  void destroyed(HttpSession session) {
    HttpSessionEvent event = new HttpSessionEvent(session);
    List<HttpSessionListener> all = listeners.get().session();
    for (int i = all.size() - 1; i >= 0; i--) {
      HttpSessionListener listener = all.get(i);
      Told.safely(() -> listener.sessionDestroyed(event));
    }
  }

  void idChanged(HttpSession session, String before) {
    HttpSessionEvent event = new HttpSessionEvent(session);
    for (HttpSessionIdListener listener : listeners.get().id()) {
      Told.safely(() -> listener.sessionIdChanged(event, before));
    }
  }

  /** A value is about to be set; it is told before others can see it. */
  void binding(HttpSession session, String name, HttpSessionBindingListener value) {
    Told.safely(() -> value.valueBound(new HttpSessionBindingEvent(session, name, value)));
  }

  /** A value was set. */
  void added(HttpSession session, String name, Object value) {
    tell(HttpSessionAttributeListener::attributeAdded, session, name, value);
  }

  /** A value has taken the place of another one. */
  void replaced(HttpSession session, String name, Object before, Object value) {
    if (before != value) {
      unbound(session, name, before);
    }
    tell(HttpSessionAttributeListener::attributeReplaced, session, name, before);
  }

  /** A value is not there any more. */
  void removed(HttpSession session, String name, Object before) {
    unbound(session, name, before);
    tell(HttpSessionAttributeListener::attributeRemoved, session, name, before);
  }

  private void unbound(HttpSession session, String name, Object value) {
    if (value instanceof HttpSessionBindingListener listener) {
      Told.safely(() -> listener.valueUnbound(new HttpSessionBindingEvent(session, name, value)));
    }
  }

  private void tell(
      BiConsumer<HttpSessionAttributeListener, HttpSessionBindingEvent> telling,
      HttpSession session,
      String name,
      Object value) {
    List<HttpSessionAttributeListener> all = listeners.get().attribute();
    if (!all.isEmpty()) {
      HttpSessionBindingEvent event = new HttpSessionBindingEvent(session, name, value);
      all.forEach(listener -> Told.safely(() -> telling.accept(listener, event)));
    }
  }
}
