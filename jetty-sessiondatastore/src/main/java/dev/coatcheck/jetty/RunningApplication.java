package dev.coatcheck.jetty;

import dev.coatcheck.Application;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Drain;
import dev.coatcheck.session.LateChanges;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.Sessions;
import dev.coatcheck.session.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/**
 * One start of a web application, from {@code start} to {@code stop}: everything that is bound to
 * its class loader. What asks the store throws {@link RefusedRequestError} when it cannot be asked.
 * Thread-safe.
 */
final class RunningApplication implements AutoCloseable {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  /** Jetty's graceful stop has waited for requests already where it is configured. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SessionContext context;
  private final JettyNode node;
  private final String name;
  private final Runnable onClose;
  private final LateChanges lateChanges;
  private final SessionCopies copies = new SessionCopies(this);
  private volatile @Nullable Application application;

  RunningApplication(SessionContext context, JettyNode node, String name, Runnable onClose) {
    this.context = context;
    this.node = node;
    this.name = name;
    this.onClose = onClose;
    this.lateChanges = new LateChanges(this::sessions, name);
  }

  /** The core's application, once it is open. */
  void opened(Application opened) {
    application = opened;
  }

  SessionManager manager() {
    return context.getSessionManager();
  }

  SessionContext context() {
    return context;
  }

  JettyNode node() {
    return node;
  }

  /** Tells the application to an operator. */
  String name() {
    return name;
  }

  /** The sessions as a cache of Jetty's own wants them. */
  SessionCopies copies() {
    return copies;
  }

  /** Makes the best of the cache that the context was given. */
  void adapt(SessionCache cache) {
    if (!cache.isFlushOnResponseCommit()) {
      cache.setFlushOnResponseCommit(true);
      LOG.log(
          Level.INFO,
          "flushOnResponseCommit was off and is on now: sessions are saved before their response"
              + " is sent, application={0}",
          name);
    }
    if (cache instanceof DefaultSessionCache) {
      LOG.log(
          Level.WARNING,
          "DefaultSessionCache keeps sessions and does not see what other nodes change; use"
              + " CoatcheckSessionCacheFactory or NullSessionCacheFactory, application="
              + name);
    }
  }

  /** Jetty's object for a session, one per session. */
  CoatcheckSession view(LiveSession live) {
    return (CoatcheckSession)
        live.view(
            key ->
                new CoatcheckSession(
                    this, new LiveSessionData(key, new Activations(manager()), context)));
  }

  /** A new session, known to this request; nothing is sent. */
  CoatcheckSession create(String id, long maxInactiveMs) {
    return orRefuse(
        () -> {
          throwEarlierFailure();
          LiveSession live = sessions().create(id, LiveSessionData.maxInactive(maxInactiveMs));
          remember(live.id(), live);
          return view(live);
        });
  }

  /** Finds a session; each id is asked for once in a request. */
  @Nullable CoatcheckSession find(String id) {
    SessionId parsed = SessionId.parse(id);
    LiveSession live =
        parsed == null ? null : orRefuse(() -> once(parsed, deadline -> ask(parsed, deadline)));
    return live == null ? null : view(live);
  }

  /** This node's object for a session, without asking the store. */
  @Nullable CoatcheckSession local(String id) {
    SessionId parsed = SessionId.parse(id);
    LiveSession live = parsed == null ? null : sessions().local(parsed);
    return live == null || live.isGone() ? null : view(live);
  }

  /**
   * Gives a session another id.
   *
   * @return whether it has it; false when the session has ended
   */
  boolean changeId(LiveSession session, String id) {
    return orRefuse(
        () -> {
          SessionId from = session.id();
          try {
            sessions().changeId(session, id, deadline());
          } catch (IllegalStateException e) { // it ended, or the id that Jetty drew is taken
            LOG.log(Level.DEBUG, "An id could not be changed", e);
            return false;
          }
          remember(from, null);
          remember(session.id(), session);
          return true;
        });
  }

  /** Ends a session; true when the caller runs the listeners. */
  boolean end(LiveSession session) {
    return orRefuse(
        () -> {
          boolean won = sessions().invalidate(session, deadline());
          remember(session.id(), null);
          return won;
        });
  }

  /** A response is about to be committed: its session is saved, or the response does not go. */
  @SuppressWarnings("checkstyle:IllegalCatch") // Jetty would log an exception and answer 200
  void saveBeforeCommit(LiveSession session) {
    RequestScope scope = scope();
    if (scope != null && scope.isRefused()) {
      return; // what goes now is what takes the place of the response
    }
    try {
      Deadline deadline = scope == null ? newDeadline() : scope.deadline();
      throwEarlierFailure(deadline); // whether or not the application took notice
      sessions().save(session, deadline, SavePoint.BEFORE_COMMIT);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "A response is replaced by 503", e);
      throw RefusedRequestError.unavailable(e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.log(Level.WARNING, "A session cannot be saved, its request is answered with 500", e);
      throw RefusedRequestError.notSaved();
    }
  }

  /** A request's last word on a session, after the response; what cannot be saved is lost. */
  void saveLast(LiveSession session) {
    RequestScope scope = scope();
    if (scope == null || !scope.isRefused()) {
      lateChanges.save(session, deadline());
    }
  }

  /** The session has expired, and this node has claimed it. */
  void expire(LiveSession claimed) {
    if (manager().getSessionCache() instanceof CoatcheckSessionCache) {
      view(claimed).expireClaimed();
    } else {
      copies.expire(claimed);
    }
  }

  /** Saves what was changed while no request uses the session. */
  void saveNow(CoatcheckSession session) {
    orRefuse(() -> sessions().save(session.live(), newDeadline(), SavePoint.LAST));
  }

  /** The sessions that this node has an object for. */
  List<CoatcheckSession> localSessions() {
    Application current = application;
    return current == null
        ? List.of()
        : current.sessions().localSessions().stream()
            .filter(live -> !live.isGone())
            .map(this::view)
            .toList();
  }

  /**
   * The core's sessions.
   *
   * @throws StoreUnavailableException once the application is stopped
   */
  Sessions sessions() {
    return open().sessions();
  }

  /** The deadline of the request that works here, or a new one. */
  Deadline deadline() {
    RequestScope scope = scope();
    return scope == null ? newDeadline() : scope.deadline();
  }

  /** Lets requests finish, tells attributes that they leave this node, and saves. */
  void drain() {
    new Drain(sessions(), this::newDeadline, name)
        .finish(PATIENCE, live -> context.run(view(live)::passivate));
  }

  /** Ends the use of the store; what still runs is told that the application is stopped. */
  @Override
  public void close() {
    Application current = application;
    application = null;
    if (current != null) {
      current.close();
    }
    onClose.run();
    node.release();
  }

  /**
   * A session that the request has found before; otherwise what {@code ask} finds now, once.
   *
   * @throws StoreUnavailableException when {@code ask} does
   */
  @Nullable LiveSession once(SessionId id, Function<Deadline, @Nullable LiveSession> ask) {
    RequestScope scope = scope();
    if (scope == null) {
      return ask.apply(newDeadline());
    }
    LiveSession known = scope.found(this, id);
    if (known == null && !scope.isAbsent(this, id)) {
      known = ask.apply(scope.deadline());
      scope.remember(this, id, known);
    }
    return known == null || known.isGone() ? null : known;
  }

  private @Nullable LiveSession ask(SessionId id, Deadline deadline) {
    LiveSession before = sessions().local(id);
    LiveSession found = sessions().find(id, deadline);
    if (found == null && before != null && before.view() instanceof CoatcheckSession ended) {
      ended.endedElsewhere();
    }
    return found;
  }

  /** What the request has learnt of an id. */
  void remember(SessionId id, @Nullable LiveSession live) {
    RequestScope scope = scope();
    if (scope != null) {
      scope.remember(this, id, live);
    }
  }

  /** The request that works here, or null. */
  @Nullable RequestScope scope() {
    return node.scopes().ofRequest(this, this::newDeadline);
  }

  private Deadline newDeadline() {
    return open().newDeadline();
  }

  private Application open() {
    Application current = application;
    if (current == null) {
      throw new StoreUnavailableException("the application is stopped, application=" + name);
    }
    return current;
  }

  /** Nothing more is begun for a request whose sessions could not be reached. */
  void throwEarlierFailure() {
    throwEarlierFailure(deadline());
  }

  private static void throwEarlierFailure(Deadline deadline) {
    StoreUnavailableException earlier = deadline.failure();
    if (earlier != null) {
      throw earlier; // without trying once more
    }
  }

  /** Refuses the request when the store cannot be asked. */
  <T extends @Nullable Object> T orRefuse(Supplier<T> use) {
    try {
      return use.get();
    } catch (StoreUnavailableException e) {
      throw RefusedRequestError.unavailable(e);
    }
  }
}
