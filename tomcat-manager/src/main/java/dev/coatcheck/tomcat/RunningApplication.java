package dev.coatcheck.tomcat;

import dev.coatcheck.Application;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Drain;
import dev.coatcheck.session.LateChanges;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.Sessions;
import dev.coatcheck.session.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One start of a web application, from {@code start} to {@code stop}: everything that is bound to
 * its class loader. A reload makes another one, and requests that began before it stay with theirs.
 * Thread-safe.
 */
final class RunningApplication implements AutoCloseable {

  private final CoatcheckManager manager;
  private final TomcatNode node;
  private final LateChanges lateChanges;
  private volatile @Nullable Application application;

  private RunningApplication(CoatcheckManager manager, TomcatNode node) {
    this.manager = manager;
    this.node = node;
    this.lateChanges = new LateChanges(this::sessions, manager.contextName());
  }

  /** Joins the server's node and opens the application on it; Redis need not be there yet. */
  static RunningApplication start(CoatcheckManager manager, TomcatNode node, Opening opening) {
    RunningApplication running = new RunningApplication(manager, node);
    running.application = opening.open(running);
    return running;
  }

  /** Opens the core's application with events that reach {@code running}. */
  @FunctionalInterface
  interface Opening {
    Application open(RunningApplication running);
  }

  TomcatNode node() {
    return node;
  }

  RequestScopes scopes() {
    return node.scopes();
  }

  /**
   * The core's sessions.
   *
   * @throws StoreUnavailableException once the application is stopped
   */
  Sessions sessions() {
    return open().sessions();
  }

  Deadline newDeadline() {
    return open().newDeadline();
  }

  /** A new session, known to this request; nothing is sent. */
  CoatcheckSession create(String issuedId, Duration maxInactive) {
    CoatcheckSession session = view(sessions().create(issuedId, maxInactive));
    scopes().current(this::newDeadline).remember(this, SessionId.ofIssued(issuedId), session);
    return session;
  }

  /**
   * Finds a session; each id is asked for once in a request.
   *
   * @throws StoreUnavailableException when the store cannot be asked
   */
  @Nullable CoatcheckSession find(SessionId id) {
    RequestScope scope = scopes().current(this::newDeadline);
    CoatcheckSession known = scope.found(this, id);
    if (known == null && !scope.isAbsent(this, id)) {
      if (scope.isFlooded() && ConnectorCall.isInProgress()) {
        return null; // a request with dozens of stale session cookies
      }
      try {
        known = ask(id, scope.deadline());
      } finally {
        scope.asked();
      }
      scope.remember(this, id, known);
    }
    return known != null && known.isValid() ? known : null;
  }

  /** Gives a session another id. */
  void changeId(CoatcheckSession session, String issuedId) {
    SessionId from = session.live().id();
    sessions().changeId(session.live(), issuedId, deadline(session));
    RequestScope scope = scopes().ofRequest();
    if (scope != null) {
      scope.remember(this, from, null);
      scope.remember(this, SessionId.ofIssued(issuedId), session);
    }
  }

  /** Ends a session; true when the caller runs the listeners. */
  boolean invalidate(CoatcheckSession session) {
    return sessions().invalidate(session.live(), deadline(session));
  }

  /** A request's last word on a session, after the response; what cannot be saved is lost. */
  void saveLast(CoatcheckSession session, Deadline deadline) {
    lateChanges.save(session.live(), deadline);
  }

  /** Saves what was changed while no request uses the session. */
  void saveNow(CoatcheckSession session) {
    sessions().save(session.live(), newDeadline(), SavePoint.LAST);
  }

  /** The deadline of the request that works here, or of one that uses the session, or a new one. */
  Deadline deadline(CoatcheckSession session) {
    RequestScope scope = scopes().ofRequest();
    if (scope != null) {
      return scope.deadline();
    }
    Deadline used = session.live().requests() > 0 ? session.lastDeadline() : null;
    return used == null ? newDeadline() : used;
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

  int localCount() {
    Application current = application;
    return current == null ? 0 : current.sessions().localCount();
  }

  long createdCount() {
    Application current = application;
    return current == null ? 0 : current.sessions().counters().created.sum();
  }

  /** Tomcat's object for a session, one per session. */
  CoatcheckSession view(LiveSession live) {
    return (CoatcheckSession) live.view(key -> new CoatcheckSession(manager, this, key));
  }

  String name() {
    return manager.contextName();
  }

  /** Lets requests finish, tells attributes that they leave this node, and saves. */
  void drain(Duration patience) {
    new Drain(sessions(), this::newDeadline, name())
        .finish(patience, live -> view(live).passivate());
  }

  /** Ends the use of the store; what still runs is told that the application is stopped. */
  @Override
  public void close() {
    Application current = application;
    application = null;
    if (current != null) {
      current.close();
    }
    scopes().forget(this);
    node.release();
  }

  private @Nullable CoatcheckSession ask(SessionId id, Deadline deadline) {
    LiveSession before = sessions().local(id);
    LiveSession found = sessions().find(id, deadline);
    if (found == null) {
      if (before != null && before.view() instanceof CoatcheckSession ended) {
        ended.endedElsewhere();
      }
      return null;
    }
    return view(found);
  }

  private Application open() {
    Application current = application;
    if (current == null) {
      throw new StoreUnavailableException("the application is stopped, application=" + name());
    }
    return current;
  }
}
