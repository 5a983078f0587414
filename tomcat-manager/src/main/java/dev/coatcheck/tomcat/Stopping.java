package dev.coatcheck.tomcat;

import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.UnstorableAttributeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;

/** The stop of one context's sessions: they stay in the store, as they are. */
final class Stopping {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 10;

  private final RunningApplication application;
  private final Context context;

  private Stopping(RunningApplication application, Context context) {
    this.application = application;
    this.context = context;
  }

  static Stopping of(CoatcheckManager manager, RunningApplication application) {
    return new Stopping(application, manager.getContext());
  }

  /** Lets requests finish, tells attributes, saves, and closes. */
  void stop() {
    awaitRequests();
    for (CoatcheckSession session : application.localSessions()) {
      if (!finish(session)) {
        break;
      }
    }
    application.close();
    LOG.log(Level.INFO, "Sessions are no longer served, context={0}", application.name());
  }

  private boolean finish(CoatcheckSession session) {
    try {
      session.passivate();
      if (session.live().requests() > 0 || session.live().isStored()) {
        session.save(application.newDeadline(), SavePoint.LAST);
      }
      return true;
    } catch (UnstorableAttributeException e) {
      LOG.log(Level.WARNING, "A session cannot be saved while its context stops", e);
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "Sessions cannot be saved while their context stops", e);
      return false;
    }
  }

  /** Tomcat has waited for servlets already; what may still come is the end of their requests. */
  private void awaitRequests() {
    long end = System.nanoTime() + patience().toNanos();
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

  private Duration patience() {
    return context instanceof StandardContext standard
        ? Duration.ofMillis(standard.getUnloadDelay())
        : DEFAULT_PATIENCE;
  }
}
