package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What requests of one application change after their response was committed: saved when the
 * request is over. By then no client can be told that it is impossible; so what cannot be saved is
 * lost, and the log says it once until it works again. Thread-safe.
 */
public final class LateChanges {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");

  private final Supplier<Sessions> sessions;
  private final String application;
  private final AtomicBoolean lost = new AtomicBoolean();

  /**
   * @param sessions may throw {@link StoreUnavailableException} once the application is stopped
   * @param application for the log
   */
  public LateChanges(Supplier<Sessions> sessions, String application) {
    this.sessions = sessions;
    this.application = application;
  }

  /** A request's last word on a session; throws nothing. */
  @SuppressWarnings("checkstyle:IllegalCatch") // an error would harm the response, which is fine
  public void save(LiveSession session, Deadline deadline) {
    try {
      StoreUnavailableException earlier = deadline.failure();
      if (earlier != null && session.mayHaveChanged()) {
        session.saveFailed = true;
        throw earlier; // without trying once more
      }
      SaveResult result = sessions.get().save(session, deadline, SavePoint.LAST);
      if (result == SaveResult.SAVED && lost.compareAndSet(true, false)) {
        LOG.log(
            Level.INFO, "Changes after the response are saved again, application={0}", application);
      }
    } catch (StoreUnavailableException | UnstorableAttributeException e) {
      if (lost.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "Changes that requests made after their response are not saved, application="
                + application,
            e);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.log(
          Level.WARNING, "Changes after a response cannot be saved, application=" + application, e);
    }
  }
}
