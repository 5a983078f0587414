package dev.coatcheck.jetty;

import dev.coatcheck.session.ActiveObjects;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/**
 * Tells attributes that want to know it when they come to this node and when they leave it (Servlet
 * 6.0 §7.7.2). An object comes when it was decoded here, before the application gets it; it leaves
 * when the application stops. Which objects want to know it only Jetty's environment can tell, for
 * the listener's interface is another one in each. Thread-safe.
 */
final class Activations {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  private final SessionManager manager;
  private final ActiveObjects active = new ActiveObjects();
  private volatile @Nullable Session session;

  Activations(SessionManager manager) {
    this.manager = manager;
  }

  /** Whose attributes they are; until then nobody is told. */
  void of(Session owner) {
    session = owner;
  }

  /** The application set an attribute; nobody has to tell it. */
  void set(String name, Object value) {
    if (isOfApplication(value)) {
      active.add(name, value);
    }
  }

  /** The application is about to get an attribute. */
  void handedOut(String name, Object value) {
    Session owner = session;
    if (owner != null && isOfApplication(value) && active.add(name, value)) {
      tell(manager::onSessionActivation, new OneAttribute(owner, name, value));
    }
  }

  /**
   * The application stops.
   *
   * @param attributes asked again for what is told, so that changes of it are noticed
   */
  void passivate(Function<String, @Nullable Object> attributes) {
    Session owner = session;
    for (Map.Entry<String, Object> entry : active.removeAll().entrySet()) {
      Object value = attributes.apply(entry.getKey());
      if (owner != null && value == entry.getValue()) {
        tell(manager::onSessionPassivation, new OneAttribute(owner, entry.getKey(), value));
      }
    }
  }

  private static boolean isOfApplication(Object value) {
    return value.getClass().getClassLoader() != null;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // listeners are the application's code
  private static void tell(Consumer<Session> telling, Session one) {
    try {
      telling.accept(one);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A session activation listener failed", e);
    }
  }

  /** A session of which only one attribute is seen, for Jetty tells all that it sees. */
  private static final class OneAttribute extends SessionWrapper {

    private final String name;
    private final Object value;

    OneAttribute(Session session, String name, Object value) {
      super(session);
      this.name = name;
      this.value = value;
    }

    @Override
    public @Nullable Object getAttribute(String asked) {
      return name.equals(asked) ? value : null;
    }

    @Override
    public Set<String> getAttributeNameSet() {
      return Set.of(name);
    }
  }
}
