package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The end of an application on this node: its sessions stay in the store, with all that is known of
 * them here. Used once, by one thread.
 */
public final class Drain {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");
  private static final long PAUSE_MILLIS = 10;

  private final Sessions sessions;
  private final Supplier<Deadline> deadlines;
  private final String application;

  /**
   * @param deadlines a new one for each session
   * @param application for the log
   */
  public Drain(Sessions sessions, Supplier<Deadline> deadlines, String application) {
    this.sessions = sessions;
    this.deadlines = deadlines;
    this.application = application;
  }

  /**
   * Lets requests finish, then saves each session.
   *
   * @param patience how long to wait for requests at most
   * @param farewell tells attributes that they leave this node, before they are saved; code of the
   *     application may run
   */
  public void finish(Duration patience, Consumer<LiveSession> farewell) {
    awaitRequests(patience);
    for (LiveSession session : sessions.localSessions()) {
      if (!session.isGone() && !saved(session, farewell)) {
        break;
      }
    }
    LOG.log(Level.INFO, "Sessions are no longer served, application={0}", application);
  }

  /**
   * Whether it makes sense to go on with others: one session that cannot be saved must not cost
   * another one its changes.
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // listeners and values are the application's code
  private boolean saved(LiveSession session, Consumer<LiveSession> farewell) {
    try {
      Sessions.revertedFailedSaves(session);
      farewell.accept(session);
      if (session.requests() > 0 || session.isStored()) {
        sessions.save(session, deadlines.get(), SavePoint.LAST);
      }
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "Sessions cannot be saved while their application stops, application=" + application,
          e);
      return false;
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "A session cannot be saved while its application stops, application=" + application,
          e);
      return true;
    }
  }

  /** Containers have waited for their requests already; what may still come is the very end. */
  private void awaitRequests(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (anyRequest() && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean anyRequest() {
    return sessions.localSessions().stream().anyMatch(s -> s.requests() > 0);
  }
}
