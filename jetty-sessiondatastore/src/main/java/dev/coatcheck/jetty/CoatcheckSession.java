package dev.coatcheck.jetty;

import dev.coatcheck.session.LiveSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's object for a live session, one per session and node. Jetty's own code does the work on
 * {@link LiveSessionData}; overridden is what concerns the store and the clock (only the store's
 * counts). Thread-safe.
 */
@SuppressWarnings("try") // locks are held, not used
final class CoatcheckSession extends ManagedSession {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");
  private static final String ENDED = "the session has ended";

  private final RunningApplication application;
  private final LiveSession live;
  private final LiveSessionData data;

  /** Held while the session is ended, listeners included: who comes second must not be early. */
  private final Object ending = new Object();

  private boolean ended;

  /** Who is changing the id, and will be told of it by Jetty as if by a request that leaves. */
  private volatile @Nullable Thread renewing;

  CoatcheckSession(RunningApplication application, LiveSessionData data) {
    super(application.manager(), data);
    this.application = application;
    this.live = data.live();
    this.data = data;
    setResident(true);
    data.activations().of(this);
  }

  LiveSession live() {
    return live;
  }

  // Use by requests

  @Override
  public long getRequests() {
    return live.requests();
  }

  /** No timer: sessions are kept and ended by others. */
  @Override
  public long calculateInactivityTimeout(long now) {
    return -1;
  }

  /** Also while another request changes the id: to go without a session is not what it asked. */
  @Override
  public boolean isValid() {
    try (AutoLock ignored = lock()) {
      return (_state == State.VALID || _state == State.CHANGING) && !live.isGone();
    }
  }

  @Override
  public boolean isInvalidOrInvalidating() {
    return super.isInvalidOrInvalidating() || live.isGone();
  }

  @Override
  protected void checkValidForRead() {
    boolean valid = _state != State.INVALID && (_state == State.INVALIDATING || !live.isGone());
    if (!valid) {
      throw new IllegalStateException(ENDED);
    }
  }

  @Override
  protected void checkValidForWrite() {
    checkValidForRead();
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    Object before = super.setAttribute(name, value);
    changed();
    return before;
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    super.setMaxInactiveInterval(seconds);
    changed();
  }

  // A new id

  /**
   * @throws IllegalStateException when the session has ended
   */
  @Override
  public void renewId(Request request, Response response) {
    try {
      super.renewId(request, response);
    } finally {
      renewing = null;
      leaveChanging();
    }
    if (live.isGone()) {
      throw new IllegalStateException(ENDED);
    }
  }

  /** The id was changed; Jetty tells the listeners and then releases the session. */
  void renewed(String extendedId) {
    setExtendedId(extendedId);
    onIdChanged();
    renewing = Thread.currentThread();
  }

  /** Whether a release is the end of a change of id and not of a request. */
  boolean isReleaseOfRenewal() {
    if (renewing == Thread.currentThread()) {
      renewing = null;
      return true;
    }
    return false;
  }

  /** Whatever happened: Jetty would let others wait for the end of the change for ever. */
  private void leaveChanging() {
    try (AutoLock ignored = lock()) {
      if (_state == State.CHANGING) {
        _state = State.VALID;
        _stateChangeCompleted.signalAll();
      }
    }
  }

  // The end of the session

  /** Ends the session in the store first; only who ended it there runs the listeners. */
  @Override
  public void invalidate() {
    synchronized (ending) {
      if (isEndingNow()) {
        return; // a listener calls again
      }
      if (ended || live.isGone()) {
        throw new IllegalStateException(ENDED);
      }
      if (end()) {
        super.invalidate();
      }
    }
  }

  /** Ends the session in the store; true when the caller has to run the listeners. */
  boolean end() {
    synchronized (ending) {
      boolean won = application.end(live);
      ended = true;
      if (!won) {
        becomeInvalid();
      }
      return won;
    }
  }

  /** The session has expired, and this node has claimed it: runs the listeners. */
  @SuppressWarnings("checkstyle:IllegalCatch") // listeners are the application's code
  void expireClaimed() {
    synchronized (ending) {
      if (ended) {
        return;
      }
      ended = true;
      if (beginInvalidate()) {
        try {
          getSessionManager().onSessionDestroyed(this);
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "A session listener failed on an expired session", e);
        } finally {
          finishInvalidate();
        }
      }
    }
  }

  /** The session has ended on another node, which ran the listeners. */
  void endedElsewhere() {
    synchronized (ending) {
      ended = true;
      becomeInvalid();
    }
  }

  /** The application stops; attributes that want to know are told. */
  void passivate() {
    data.activations().passivate(data::getAttribute);
  }

  private boolean isEndingNow() {
    try (AutoLock ignored = lock()) {
      return _state == State.INVALIDATING;
    }
  }

  private void becomeInvalid() {
    try (AutoLock ignored = lock()) {
      if (_state != State.INVALIDATING) {
        _state = State.INVALID;
        _stateChangeCompleted.signalAll();
      }
    }
  }

  /** What is changed while no request uses the session would wait for the next one. */
  private void changed() {
    if (live.requests() == 0 && isValid()) {
      application.saveNow(this);
    }
  }

  /** Shows no id, which is a bearer secret. */
  @Override
  public String toString() {
    return "CoatcheckSession[" + live.id() + "]";
  }
}
