package dev.coatcheck.tomcat;

import dev.coatcheck.session.Refused;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;

/**
 * What happens just before one response is committed: the sessions that its request used are saved,
 * and when that is impossible, or the store failed earlier in the request, another response takes
 * the place of the application's. Thread-safe.
 */
final class BeforeCommit implements BooleanSupplier {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private final CoatcheckManager manager;
  private final RequestScope scope;
  private final Request request;

  BeforeCommit(CoatcheckManager manager, RequestScope scope, Request request) {
    this.manager = manager;
    this.scope = scope;
    this.request = request;
  }

  /** Saves; answers whether the response may go as it is. */
  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // the processor must see no exception, see below
  public boolean getAsBoolean() {
    try {
      save();
      return true;
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "A response is replaced by 503", e);
      refuse(Refused.UNAVAILABLE);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // thrown on, it would yield a response of a wrong length, or even a success
      LOG.log(Level.WARNING, "A session cannot be saved, its request is answered with 500", e);
      refuse(Refused.NOT_SAVED);
    }
    return false;
  }

  /** Saves the sessions used; a response that is committed already is left alone. */
  void save() {
    manager.sessionAtHand(request, scope);
    StoreUnavailableException earlier = scope.deadline().failure();
    if (earlier != null) {
      throw earlier; // whether or not the application took notice
    }
    SavePoint point = scope.isPastApplication() ? SavePoint.LAST : SavePoint.BEFORE_COMMIT;
    for (CoatcheckSession session : scope.used()) {
      session.save(scope.deadline(), point);
    }
  }

  private void refuse(Refused answer) {
    Refusal.send(request, answer);
    scope.used().forEach(session -> session.refused(scope.deadline()));
  }
}
