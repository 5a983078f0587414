package dev.coatcheck.jetty;

import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** The stop of one context's sessions: they stay in the store, as they are. */
final class Stopping {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 10;

  private final RunningApplication application;

  Stopping(RunningApplication application) {
    this.application = application;
  }

  /** Lets requests finish, tells attributes, and saves. */
  void saveAll() {
    awaitRequests();
    for (CoatcheckSession session : application.localSessions()) {
      if (!finish(session)) {
        break;
      }
    }
    LOG.log(Level.INFO, "Sessions are no longer served, application={0}", application.name());
  }

  /** One session that cannot be saved must not cost another one its changes. */
  @SuppressWarnings("checkstyle:IllegalCatch") // listeners and values are the application's code
  private boolean finish(CoatcheckSession session) {
    try {
      application.context().run(session::passivate);
      if (session.live().requests() > 0 || session.live().isStored()) {
        application.sessions().save(session.live(), application.deadline(), SavePoint.LAST);
      }
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "Sessions cannot be saved while their context stops", e);
      return false;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A session cannot be saved while its context stops", e);
      return true;
    }
  }

  /** Jetty's graceful stop has waited for requests already where it is configured. */
  private void awaitRequests() {
    long end = System.nanoTime() + PATIENCE.toNanos();
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
    return application.localSessions().stream().anyMatch(s -> s.live().requests() > 0);
  }
}
