package dev.coatcheck.servlet;

import dev.coatcheck.session.ActiveObjects;
import dev.coatcheck.session.LiveSession;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells attributes that want to know it when they come to this node and when they leave it (Servlet
 * 6.0 §7.7.2). Thread-safe.
 */
final class Activations {

  private final HttpSession session;
  private final LiveSession live;
  private final ActiveObjects active = new ActiveObjects();

  Activations(HttpSession session, LiveSession live) {
    this.session = session;
    this.live = live;
  }

  /** The application set an attribute; nobody has to tell it. */
  void set(String name, Object value) {
    if (value instanceof HttpSessionActivationListener) {
      active.add(name, value);
    }
  }

  /** The application is about to get an attribute. */
  void handedOut(String name, @Nullable Object value) {
    if (value instanceof HttpSessionActivationListener listener && active.add(name, value)) {
      Told.safely(() -> listener.sessionDidActivate(new HttpSessionEvent(session)));
    }
  }

  /** The application stops. The values are asked for, so that changes of them are noticed. */
  void passivate() {
    for (Map.Entry<String, Object> entry : active.removeAll().entrySet()) {
      Object value = live.attribute(entry.getKey());
      if (value == entry.getValue() && value instanceof HttpSessionActivationListener listener) {
        Told.safely(() -> listener.sessionWillPassivate(new HttpSessionEvent(session)));
      }
    }
  }
}
