package dev.coatcheck.tomcat;

import dev.coatcheck.session.ActiveObjects;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells attributes that want to know it when they come to this node and when they leave it (Servlet
 * 6.0 §7.7.2). An object comes when it was decoded here, before the application gets it; it leaves
 * when the application stops. Objects that are still encoded at that time are left asleep.
 * Thread-safe.
 */
final class Activations {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private final Supplier<HttpSession> session;
  private final ActiveObjects active = new ActiveObjects();

  Activations(Supplier<HttpSession> session) {
    this.session = session;
  }

  /** The application set an attribute; nobody has to tell it. */
  void set(String name, Object value) {
    if (value instanceof HttpSessionActivationListener) {
      active.add(name, value);
    }
  }

  /** The application is about to get an attribute. */
  void handedOut(String name, Object value) {
    if (value instanceof HttpSessionActivationListener listener && active.add(name, value)) {
      tell(listener::sessionDidActivate);
    }
  }

  /**
   * The application stops; true when an attribute was told, and may have changed.
   *
   * @param attributes asked again for what is told, so that changes of it are noticed
   */
  boolean passivate(Function<String, @Nullable Object> attributes) {
    boolean told = false;
    for (Map.Entry<String, Object> entry : active.removeAll().entrySet()) {
      Object value = attributes.apply(entry.getKey());
      if (value == entry.getValue() && value instanceof HttpSessionActivationListener listener) {
        tell(listener::sessionWillPassivate);
        told = true;
      }
    }
    return told;
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
