package dev.coatcheck;

import dev.coatcheck.config.Settings;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Sessions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The sessions of one application on one node, from its start to its stop. Thread-safe; {@link
 * #close} is idempotent and lets go of the application's class loader.
 */
public final class Application implements AutoCloseable {

  private final Settings settings;
  private final Sessions sessions;

  /** What to close, last opened first; guarded by this. */
  private final Deque<Part> parts = new ArrayDeque<>();

  /** Something that an application opened. */
  @FunctionalInterface
  interface Part {
    void close();
  }

  Application(Settings settings, Sessions sessions, Deque<Part> parts) {
    this.settings = settings;
    this.sessions = sessions;
    this.parts.addAll(parts);
  }

  /** What an adapter calls for its requests. */
  public Sessions sessions() {
    return sessions;
  }

  /** The settings in force. */
  public Settings settings() {
    return settings;
  }

  /** The time that a request which begins now may spend on the store. */
  public Deadline newDeadline() {
    return Deadline.ofRequest(settings.requestTimeout());
  }

  /**
   * Stops looking for expired sessions, forgets what this node knows and releases the connection.
   * The sessions themselves stay in the store. Call it when no request is running any more: one
   * that still is gets a {@link dev.coatcheck.session.StoreUnavailableException}.
   */
  @Override
  public void close() {
    Deque<Part> open;
    synchronized (parts) {
      open = new ArrayDeque<>(parts);
      parts.clear();
    }
    open.forEach(Part::close);
  }
}
