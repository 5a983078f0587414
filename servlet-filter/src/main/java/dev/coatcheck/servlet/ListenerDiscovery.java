package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listeners of one application when its first session event is to be told, for all of
 * them are registered by then. Never fails: without listeners sessions still work. Thread-safe.
 */
final class ListenerDiscovery {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private final ServletContext context;
  private final List<Function<ServletContext, @Nullable SessionListeners>> sources;
  private volatile @Nullable SessionListeners found;

  ListenerDiscovery(ServletContext context) {
    this(context, List.of(ContainerListeners::of, DeclaredListeners::of));
  }

  /**
   * Asks other sources.
   *
   * @param sources in the order in which they are asked; one that finds no way answers null
   */
  ListenerDiscovery(
      ServletContext context, List<Function<ServletContext, @Nullable SessionListeners>> sources) {
    this.context = context;
    this.sources = List.copyOf(sources);
  }

  /** The listeners, always the same. */
  SessionListeners listeners() {
    SessionListeners known = found;
    if (known != null) {
      return known;
    }
    synchronized (this) { // so that no listener has two instances
      known = found;
      if (known == null) {
        known = find();
        found = known;
      }
      return known;
    }
  }

  private SessionListeners find() {
    for (Function<ServletContext, @Nullable SessionListeners> source : sources) {
      SessionListeners listeners = ask(source);
      if (listeners != null) {
        LOG.log(
            Level.INFO,
            "Session listeners are told as found in {0}, context={1} session={2} attribute={3}"
                + " id={4}",
            listeners.source(),
            context.getContextPath(),
            listeners.session().size(),
            listeners.attribute().size(),
            listeners.id().size());
        return listeners;
      }
    }
    LOG.log(
        Level.WARNING,
        "Session listeners are not told, for no way to them is known in {0}; take a container"
            + " that docs/quickstart-filter.md names, or Coatcheck''s own adapter for this one,"
            + " context={1}",
        context.getServerInfo(),
        context.getContextPath());
    return new SessionListeners(List.of(), List.of(), List.of(), "nothing");
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the application's classes may throw anything
  private @Nullable SessionListeners ask(
      Function<ServletContext, @Nullable SessionListeners> source) {
    try {
      return source.apply(context);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "Session listeners cannot be found, context=" + context.getContextPath(),
          e);
      return null;
    }
  }
}
