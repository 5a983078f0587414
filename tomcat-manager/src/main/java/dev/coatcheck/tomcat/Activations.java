package dev.coatcheck.tomcat;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells attributes that want to know it when they come to this node and when they leave it (Servlet
 * 6.0 §7.7.2). An object comes when it was decoded here, before the application gets it; it leaves
 * when the application stops. Objects that are still encoded at that time are left asleep.
 * Thread-safe.
 */
final class Activations {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private final Supplier<HttpSession> session;
  private final Map<String, WeakReference<Object>> active = new HashMap<>();

  Activations(Supplier<HttpSession> session) {
    this.session = session;
  }

  /** The application set an attribute; nobody has to tell it. */
  void set(String name, Object value) {
    if (value instanceof HttpSessionActivationListener) {
      activeNow(name, value);
    }
  }

  /** The application is about to get an attribute. */
  void handedOut(String name, Object value) {
    if (value instanceof HttpSessionActivationListener listener && activeNow(name, value)) {
      tell(listener::sessionDidActivate);
    }
  }

  /** The application stops; true when an attribute was told, and may have changed. */
  boolean passivate() {
    boolean told = false;
    for (HttpSessionActivationListener listener : leaving()) {
      tell(listener::sessionWillPassivate);
      told = true;
    }
    return told;
  }

  private synchronized boolean activeNow(String name, Object value) {
    WeakReference<Object> before = active.put(name, new WeakReference<>(value));
    return before == null || before.get() != value;
  }

  private synchronized Iterable<HttpSessionActivationListener> leaving() {
    Map<String, HttpSessionActivationListener> listeners = new HashMap<>();
    active.forEach(
        (name, reference) -> {
          if (reference.get() instanceof HttpSessionActivationListener listener) {
            listeners.put(name, listener);
          }
        });
    active.clear();
    return listeners.values();
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // Tomcat, too, lets no listener spoil a request
  private void tell(Consumer<HttpSessionEvent> telling) {
    try {
      telling.accept(new HttpSessionEvent(session.get()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A session activation listener failed", e);
    }
  }
}
