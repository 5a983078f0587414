package dev.coatcheck.servlet;

import dev.coatcheck.Application;
import dev.coatcheck.Coatcheck;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Drain;
import dev.coatcheck.session.LateChanges;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.Sessions;
import dev.coatcheck.session.StoreUnavailableException;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The web application from the filter's start to its stop: its sessions, its listeners and what all
 * its requests share. Thread-safe.
 */
final class RunningApplication implements AutoCloseable {

  /** For requests at their very end; containers have waited for the others already. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ServletContext context;
  private final String name;
  private final Coatcheck node;
  private final SessionCookie cookie;
  private final SessionEventTeller events;
  private final SessionViews views = SessionViews.ofContainer();
  private final NewIds newIds = new NewIds();
  private final LateChanges lateChanges;
  private final String scopeAttribute;

  /** The request that a thread works on; removed when its pass through the filter ends. */
  @SuppressWarnings("ThreadLocalUsage") // not static, so that it goes with the application
  private final ThreadLocal<RequestScope> working = new ThreadLocal<>();

  private volatile @Nullable Application application;

  /**
   * @param name for the log
   */
  RunningApplication(
      ServletContext context,
      String name,
      Coatcheck node,
      SessionCookie cookie,
      SessionEventTeller events) {
    this.context = context;
    this.name = name;
    this.node = node;
    this.cookie = cookie;
    this.events = events;
    this.lateChanges = new LateChanges(this::sessions, name);
    this.scopeAttribute = RequestScope.class.getName() + "." + node.nodeId();
  }

  /** The core's application is open; Redis need not be there yet. */
  void opened(Application opened) {
    application = opened;
  }

  ServletContext context() {
    return context;
  }

  SessionCookie cookie() {
    return cookie;
  }

  SessionEventTeller events() {
    return events;
  }

  /** Where requests keep what they know of sessions; several applications may see one request. */
  String scopeAttribute() {
    return scopeAttribute;
  }

  /**
   * The core's sessions.
   *
   * @throws StoreUnavailableException once the application is stopped
   */
  Sessions sessions() {
    return open().sessions();
  }

  /**
   * This thread works on a request from now on, or on none.
   *
   * @return the one that it worked on, to be given back later
   */
  @Nullable RequestScope working(@Nullable RequestScope scope) {
    RequestScope before = working.get();
    if (scope == null) {
      working.remove();
    } else {
      working.set(scope);
    }
    return before;
  }

  /**
   * The deadline of the request that this thread works on, or of the one that uses the session, or
   * a new one: what fails has to be told to the client whose request it is, and to no other.
   *
   * @param last of the request that used the session last
   */
  Deadline deadline(LiveSession live, @Nullable Deadline last) {
    RequestScope scope = working.get();
    if (scope != null) {
      return scope.deadline();
    }
    return last == null || live.requests() != 1 ? newDeadline() : last;
  }

  Deadline newDeadline() {
    return open().newDeadline();
  }

  /** A new session; nothing is sent. */
  SessionView create() {
    return create(newIds.next());
  }

  /** A new session with an id that is known to the client. */
  SessionView create(String id) {
    return view(sessions().create(id, Duration.ofMinutes(context.getSessionTimeout())));
  }

  /**
   * Finds a session, which counts as an access to it; one command.
   *
   * @throws StoreUnavailableException when the store cannot be asked
   */
  @Nullable SessionView find(SessionId id, Deadline deadline) {
    LiveSession found = sessions().find(id, deadline);
    return found == null ? null : view(found);
  }

  /** Gives a session another id, in one step also where the sessions are kept on a cluster. */
  void changeId(LiveSession live, Deadline deadline) {
    Sessions sessions = sessions();
    sessions.changeId(live, newIds.next(id -> sessions.mayBecome(live, id)), deadline);
  }

  /** Saves what was changed while no request uses the session. */
  void saveNow(LiveSession live) {
    sessions().save(live, newDeadline(), SavePoint.LAST);
  }

  /** A request's last word on a session, after the response; what cannot be saved is lost. */
  void saveLate(LiveSession live, Deadline deadline) {
    lateChanges.save(live, deadline);
  }

  /** The session has expired, and this node has claimed it. */
  void expired(LiveSession live) {
    view(live).expire();
  }

  /**
   * Lets requests finish, tells attributes that they leave this node, saves, and ends the use of
   * the store; what still runs is told that the application is stopped.
   */
  @Override
  public void close() {
    Application current = application;
    if (current != null) {
      new Drain(current.sessions(), current::newDeadline, name)
          .finish(PATIENCE, live -> view(live).passivate());
      application = null;
      current.close();
    }
    node.close();
    LastRecordClass.replace();
  }

  private SessionView view(LiveSession live) {
    return (SessionView) live.view(key -> views.of(this, key));
  }

  private Application open() {
    Application current = application;
    if (current == null) {
      throw new StoreUnavailableException("the application is stopped, application=" + name);
    }
    return current;
  }
}
