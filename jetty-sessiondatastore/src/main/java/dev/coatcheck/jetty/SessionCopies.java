package dev.coatcheck.jetty;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SeparateSessions;
import dev.coatcheck.session.SessionId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application under a cache of Jetty's own, which asks the store for a copy
 * whenever it has none. All copies within one request are of one object, so that the store is asked
 * once and a new id, or the end, reaches them all. Thread-safe.
 */
final class SessionCopies {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  private final RunningApplication application;

  /** Sessions that Jetty deletes as a part of something else, and the thread that does. */
  private final ConcurrentMap<SessionId, Thread> spared = new ConcurrentHashMap<>();

  SessionCopies(RunningApplication application) {
    this.application = application;
  }

  /** A new session; nothing is sent. */
  SessionCopy create(String id, long createdAt, long maxInactiveMs) {
    return application.orRefuse(
        () -> {
          application.throwEarlierFailure();
          LiveSession live =
              separate()
                  .create(
                      id,
                      Instant.ofEpochMilli(createdAt),
                      LiveSessionData.maxInactive(maxInactiveMs));
          application.remember(live.id(), live);
          return copy(live);
        });
  }

  /** A copy of a session; one command, none when the request has asked before. */
  @Nullable SessionCopy load(String id) {
    SessionId parsed = SessionId.parse(id);
    LiveSession live = parsed == null ? null : application.orRefuse(() -> find(parsed));
    return live == null ? null : copy(live);
  }

  boolean exists(String id) {
    SessionId parsed = SessionId.parse(id);
    return parsed != null && application.orRefuse(() -> find(parsed)) != null;
  }

  /**
   * Saves what changed: before the response is committed or not at all; what changed later, and
   * cannot be saved, is lost.
   *
   * @throws dev.coatcheck.session.StoreUnavailableException where no request is waiting for it
   */
  void store(SessionCopy copy) {
    LiveSession live = copy.live();
    String newId = copy.takeNewId();
    if (newId != null) {
      application.changeId(live, newId);
    }
    RequestScope scope = application.scope();
    if (scope == null) {
      application.sessions().save(live, application.deadline(), SavePoint.LAST);
    } else if (scope.isOver()) {
      application.saveLast(live);
    } else {
      application.saveBeforeCommit(live);
    }
  }

  /** Ends a session; whether this call did. */
  boolean delete(String id) {
    SessionId parsed = SessionId.parse(id);
    if (parsed == null) {
      return false;
    }
    return spared.remove(parsed, Thread.currentThread())
        || application.orRefuse(() -> delete(parsed));
  }

  /** What this thread deletes next of this id is not meant to end a session. */
  void spare(SessionId id) {
    spared.put(id, Thread.currentThread());
  }

  /** The session has expired, and this node has claimed it: runs the listeners. */
  @SuppressWarnings("checkstyle:IllegalCatch") // Jetty declares nothing narrower
  void expire(LiveSession claimed) {
    SessionManager manager = application.manager();
    String id = claimed.id().value();
    try {
      if (manager.getSessionCache().contains(id)) {
        spare(claimed.id());
        manager.invalidate(id); // the object that the application may know already
      } else {
        destroy(managed(copy(claimed)));
      }
    } catch (Exception e) {
      throw new IllegalStateException("an expired session cannot be ended", e);
    } finally {
      spared.remove(claimed.id(), Thread.currentThread());
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // listeners are the application's code
  private void destroy(ManagedSession session) {
    if (session.beginInvalidate()) {
      try {
        application.manager().onSessionDestroyed(session);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A session listener failed on an expired session", e);
      } finally {
        session.finishInvalidate();
      }
    }
  }

  private @Nullable LiveSession find(SessionId id) {
    return application.once(id, deadline -> separate().find(id, deadline));
  }

  private boolean delete(SessionId id) {
    RequestScope scope = application.scope();
    LiveSession known = scope == null ? null : scope.found(application, id);
    if (known == null && scope != null && scope.isAbsent(application, id)) {
      return false;
    }
    boolean ended =
        known == null
            ? separate().invalidate(id, application.deadline())
            : application.sessions().invalidate(known, application.deadline());
    application.remember(id, null);
    return ended;
  }

  private SessionCopy copy(LiveSession live) {
    Activations activations = new Activations(application.manager());
    SessionCopy copy = new SessionCopy(this, live, activations, application.context());
    activations.of(managed(copy)); // whose attributes they are; Jetty makes one more of its own
    return copy;
  }

  private ManagedSession managed(SessionCopy copy) {
    ManagedSession session = new ManagedSession(application.manager(), copy);
    session.setResident(true);
    return session;
  }

  private SeparateSessions separate() {
    return application.sessions().separate();
  }
}
