package dev.coatcheck.tomcat;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.Principal;
import java.time.Duration;
import org.apache.catalina.session.StandardSession;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's object for a live session, one per session and node. Tomcat's own code does the work on
 * {@link LiveAttributes}; overridden is what concerns the store, the clock (only the store's
 * counts) and the login. Thread-safe.
 */
@SuppressWarnings("serial") // Serializable by its superclass; writeObjectData refuses
final class CoatcheckSession extends StandardSession {

  /** Its attribute closes the sockets of one node when the session ends; useless on another. */
  private static final String WEB_SOCKETS = "org.apache.tomcat.websocket.";

  private final transient RunningApplication application;
  private final transient LiveSession live;
  private final transient SessionLogin login;
  private final transient Activations activations;
  private final transient LiveAttributes liveAttributes;
  private transient volatile @Nullable Deadline lastDeadline;
  private transient volatile @Nullable Deadline refused;

  CoatcheckSession(CoatcheckManager manager, RunningApplication application, LiveSession live) {
    super(manager);
    this.application = application;
    this.live = live;
    this.login = new SessionLogin(live, manager.savedRequestFormat());
    this.activations = new Activations(this::getSession);
    this.liveAttributes = new LiveAttributes(live, this::staysHere, activations);
    this.attributes = liveAttributes;
    this.id = live.issuedId();
    this.creationTime = live.createdAt().toEpochMilli();
    this.thisAccessedTime = System.currentTimeMillis();
    this.isValid = true;
    getSession(); // now, or two requests might make a facade each, and synchronize on both
  }

  LiveSession live() {
    return live;
  }

  boolean isOf(RunningApplication owner) {
    return application == owner;
  }

  boolean hasId(SessionId bare) {
    return live.id().equals(bare);
  }

  /** The deadline of the request that used the session last, or null before the first. */
  @Nullable Deadline lastDeadline() {
    return lastDeadline;
  }

  /** Saves what changed; for requests that use the session. */
  void save(Deadline deadline, SavePoint point) {
    application.sessions().save(live, deadline, point);
  }

  /** The client of a request was told that its changes are not saved. */
  void refused(Deadline ofRequest) {
    refused = ofRequest;
  }

  // Identity and times

  @Override
  public String getId() {
    return live.issuedId();
  }

  @Override
  public String getIdInternal() {
    return live.issuedId();
  }

  /** Called by Tomcat to change the id; the manager took it already where it drew it itself. */
  @Override
  public void setId(String newId, boolean notify) {
    if (!newId.equals(live.issuedId())) {
      application.changeId(this, newId);
    }
    id = newId;
    if (notify) {
      tellNew();
    }
  }

  @Override
  public long getLastAccessedTimeInternal() {
    return live.lastAccessedAt().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    super.getLastAccessedTime(); // refuses on an invalid session
    return getLastAccessedTimeInternal();
  }

  @Override
  public int getMaxInactiveInterval() {
    return (int) live.maxInactive().toSeconds();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    live.maxInactive(Duration.ofSeconds(seconds));
    changed();
  }

  // Use by requests

  /** Never by this node's clock: other nodes may have kept the session alive. */
  @Override
  public boolean isValid() {
    return isValidInternal();
  }

  @Override
  protected boolean isValidInternal() {
    return isValid && (expiring || !live.isGone());
  }

  @Override
  public void access() {
    super.access();
    live.enter();
    RequestScope scope = application.scopes().ofRequest();
    if (scope == null) {
      application.scopes().forgetMoment();
      lastDeadline = application.newDeadline();
    } else {
      scope.use(this);
      lastDeadline = scope.deadline();
    }
  }

  /** The end of a request: saves what changed after the response was committed. */
  @Override
  public void endAccess() {
    super.endAccess();
    Deadline deadline = lastDeadline;
    try {
      if (deadline != null && deadline != refused) {
        application.saveLast(this, deadline);
      }
    } finally {
      live.leave(); // or the session would count as in use, and live, for ever
    }
  }

  // The end of the session

  /** Ends the session in the store first; only who ended it there runs the listeners. */
  @Override
  public void expire(boolean notify) {
    synchronized (this) { // as the superclass does; held on, so that no loser returns too early
      if (expiring || !isValid) {
        return;
      }
      if (application.invalidate(this)) {
        super.expire(notify);
      } else {
        setValid(false);
      }
    }
  }

  /** The session has expired, and this node has claimed it: runs the listeners. */
  void expireClaimed() {
    super.expire(true);
  }

  /**
   * The session has ended on another node, which ran the listeners. What only this node has is
   * released here, above all web sockets.
   */
  void endedElsewhere() {
    setValid(false);
    liveAttributes
        .ofThisNode()
        .forEach(
            (name, value) -> {
              if (value instanceof HttpSessionBindingListener listener) {
                listener.valueUnbound(new HttpSessionBindingEvent(getSession(), name, value));
              }
            });
  }

  /** The application stops; attributes that want to know are told, and saved again. */
  @Override
  public void passivate() {
    fireSessionEvent(SESSION_PASSIVATED_EVENT, null);
    if (activations.passivate(live::attribute)) {
      application.saveNow(this);
    }
  }

  /** Nothing: attributes are told one by one, when they are decoded. */
  @Override
  public void activate() {
    fireSessionEvent(SESSION_ACTIVATED_EVENT, null);
  }

  /** Nothing: the live session is not Tomcat's to reuse. */
  @Override
  public void recycle() {}

  // Attributes

  @Override
  public @Nullable Object getAttribute(@Nullable String name) {
    if (name == null || !isValidInternal()) {
      return super.getAttribute(name); // which refuses on an invalid session
    }
    return liveAttributes.handOut(name);
  }

  @Override
  public void setAttribute(String name, Object value, boolean notify) {
    super.setAttribute(name, value, notify);
    changed();
  }

  @Override
  public void removeAttribute(String name, boolean notify) {
    super.removeAttribute(name, notify);
    changed();
  }

  /** Whatever can be encoded can be stored; it need not be {@code Serializable}. */
  @Override
  public boolean isAttributeDistributable(String name, Object value) {
    return true;
  }

  private boolean staysHere(String name, Object value) {
    return value.getClass().getName().startsWith(WEB_SOCKETS) || exclude(name, value);
  }

  // The login

  @Override
  public @Nullable Principal getPrincipal() {
    return login.principal();
  }

  @Override
  public void setPrincipal(@Nullable Principal principal) {
    super.setPrincipal(principal); // which is logged out with the session
    login.principal(principal);
    changed();
  }

  @Override
  public @Nullable String getAuthType() {
    return login.method();
  }

  @Override
  public void setAuthType(@Nullable String method) {
    super.setAuthType(method);
    login.method(method);
    changed();
  }

  @Override
  public @Nullable Object getNote(String name) {
    return SessionLogin.isStored(name) ? login.note(name) : super.getNote(name);
  }

  @Override
  public void setNote(String name, Object value) {
    if (SessionLogin.isStored(name)) {
      login.note(name, value);
      changed();
    } else {
      super.setNote(name, value);
    }
  }

  @Override
  public void removeNote(String name) {
    if (SessionLogin.isStored(name)) {
      login.removeNote(name);
      changed();
    } else {
      super.removeNote(name);
    }
  }

  /** What is changed while no request uses the session would wait for the next one. */
  private void changed() {
    if (live.requests() == 0 && isValidInternal() && !expiring) {
      application.saveNow(this);
    }
  }

  // Not for this manager

  @Override
  protected void doReadObject(ObjectInputStream stream) throws NotSerializableException {
    throw new NotSerializableException("sessions are in the store");
  }

  @Override
  protected void doWriteObject(ObjectOutputStream stream) throws NotSerializableException {
    throw new NotSerializableException("sessions are in the store");
  }

  /** Shows no id, which is a bearer secret. */
  @Override
  public String toString() {
    return "CoatcheckSession[" + live.id() + "]";
  }
}
