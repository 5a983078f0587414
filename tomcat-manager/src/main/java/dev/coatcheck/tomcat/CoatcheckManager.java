package dev.coatcheck.tomcat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.StoreUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.DistributedManager;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.util.SessionConfig;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a context in Redis, so that any node of the fleet serves any request:
 *
 * <pre>{@code
 * <Manager className="dev.coatcheck.tomcat.CoatcheckManager" redis="redis://127.0.0.1:6379"/>
 * }</pre>
 *
 * <p>is all that context.xml needs. The settings are the element's attributes, see
 * docs/configuration.md; those of {@link ManagerBase} work as well. A setting that is unknown or
 * wrong stops the context; a Redis that cannot be reached does not.
 *
 * <p>A request sends nothing to Redis until somebody asks for its session. Tomcat's authenticators
 * do so for each request that carries a session cookie, also where the application is not
 * protected: such a request costs one command even when the application does not use the session.
 * {@code <Valve className="org.apache.catalina.authenticator.NonLoginAuthenticator"
 * cache="false"/>} in the context of an application without logins saves it.
 *
 * <p>Thread-safe once it is started.
 */
public final class CoatcheckManager extends ManagerBase implements DistributedManager {

  /** Some hundred suffice on average; by then only a generator that is not random is left. */
  private static final int MOST_DRAWS = 20_000;

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);

  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final SessionValve valve;

  /** Set while this thread wants to know a request's session without asking for one. */
  private final ThreadLocal<Boolean> peeking = new ThreadLocal<>();

  private volatile @Nullable RunningApplication running;
  private volatile long startedNanos;

  /** A manager that {@link #setProperty} configures. */
  public CoatcheckManager() {
    this(CoyoteFields.find());
  }

  CoatcheckManager(@Nullable CoyoteFields fields) {
    valve = new SessionValve(this, fields);
    sessions = new SessionsById(this);
  }

  // Configuration

  /**
   * Takes a setting, by its name in docs/configuration.md. Tomcat calls it for each attribute of
   * the element that {@link ManagerBase} does not know; names and values are judged at the start,
   * all at once. There is no getter, for values may be secret.
   */
  public void setProperty(String name, String value) {
    attributes.put(name, value);
  }

  @Override
  public String getName() {
    return "CoatcheckManager";
  }

  /** Installs all the rest: no valve has to be configured. */
  @Override
  public void setContext(Context context) {
    super.setContext(context);
    if (context != null) {
      context.getPipeline().addValve(valve);
    }
  }

  // Life cycle

  @Override
  protected void startInternal() throws LifecycleException {
    super.startInternal();
    running = Starting.of(this, Map.copyOf(attributes)).start();
    startedNanos = System.nanoTime();
    setState(LifecycleState.STARTING);
  }

  /** Nothing is lost: requests in flight may finish, within the context's unloadDelay. */
  @Override
  protected void stopInternal() throws LifecycleException {
    setState(LifecycleState.STOPPING);
    RunningApplication stopping = running;
    if (stopping != null) {
      stopping.drain(patience());
      stopping.close();
    }
    running = null;
    super.stopInternal();
  }

  private Duration patience() {
    return getContext() instanceof StandardContext context
        ? Duration.ofMillis(context.getUnloadDelay())
        : DEFAULT_PATIENCE;
  }

  /** Also for a manager that another one replaced before it was ever started. */
  @Override
  protected void destroyInternal() throws LifecycleException {
    getContext().getPipeline().removeValve(valve);
    super.destroyInternal();
  }

  /** Nothing: sessions are in the store. */
  @Override
  public void load() {}

  /** Nothing: sessions are in the store. */
  @Override
  public void unload() {}

  /** Never looks at sessions; the core's sweeper does that for the fleet. */
  @Override
  public void backgroundProcess() {
    RunningApplication current = running;
    if (current != null) {
      current.scopes().prune();
    }
  }

  /** Nothing, see {@link #backgroundProcess}. */
  @Override
  public void processExpires() {}

  // Sessions

  /**
   * Finds a session; asks the store at most once for each id and request.
   *
   * @return null when there is none
   * @throws StoreUnavailableException when the store cannot be asked: Tomcat would take null or an
   *     {@code IOException} for "no session" and log the user out
   */
  @Override
  public @Nullable Session findSession(@Nullable String id) {
    RunningApplication current = running;
    SessionId parsed = SessionId.parse(id);
    if (parsed == null || current == null || peeking.get() != null) {
      return null;
    }
    try {
      return current.find(parsed);
    } catch (StoreUnavailableException e) {
      if (ConnectorCall.isInProgress()) {
        return null; // the request is answered with 503 all the same: its deadline has failed
      }
      throw e;
    }
  }

  /**
   * Makes a session; nothing is sent to Redis before the response is committed.
   *
   * @param sessionId an id that the client brought along, which Tomcat lets it do in few cases, or
   *     null
   */
  @Override
  public Session createSession(@Nullable String sessionId) {
    boolean usable = SessionId.parse(sessionId) != null;
    CoatcheckSession session =
        startedApplication()
            .create(
                usable && sessionId != null ? sessionId : generateSessionId(),
                Duration.ofMinutes(getContext().getSessionTimeout()));
    LiveSession live = session.live();
    live.enter(); // what listeners set must not be sent at once
    try {
      session.setNew(true);
      session.tellNew();
    } finally {
      live.leave();
    }
    add(session); // counts
    return session;
  }

  @Override
  public Session createEmptySession() {
    throw new UnsupportedOperationException("a session is made by createSession");
  }

  @Override
  protected StandardSession getNewSession() {
    throw new UnsupportedOperationException("a session is made by createSession");
  }

  /** Draws an id that the session can move to in one step. */
  @Override
  public String rotateSessionId(Session session) {
    LiveSession live = ((CoatcheckSession) session).live();
    RunningApplication application = startedApplication();
    for (int drawn = 0; drawn < MOST_DRAWS; drawn++) {
      String newId = generateSessionId();
      if (application.sessions().mayBecome(live, newId)) {
        changeSessionId(session, newId, true, true);
        return newId;
      }
    }
    throw new IllegalStateException(
        "none of "
            + MOST_DRAWS
            + " ids can be given to a session, one of some hundred should;"
            + " check the SessionIdGenerator");
  }

  // Figures

  /** How many sessions this node has an object for; the store is not asked. */
  @Override
  public int getActiveSessionsFull() {
    return getActiveSessions();
  }

  /** The ids of the sessions that this node has an object for; Tomcat's caller changes the set. */
  @Override
  public Set<String> getSessionIdsFull() {
    return new HashSet<>(sessions.keySet());
  }

  /** How many sessions this node created since the start. */
  @Override
  public long getSessionCounter() {
    RunningApplication current = running;
    return current == null ? 0 : current.createdCount();
  }

  /** Sessions created by this node in a minute, on average since the start. */
  @Override
  public int getSessionCreateRate() {
    long minutes = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - startedNanos);
    return (int) (getSessionCounter() / Math.max(1, minutes));
  }

  // For this package

  @Nullable RunningApplication running() {
    return running;
  }

  SavedRequestFormat savedRequestFormat() {
    return new SavedRequestFormat(SessionConfig.getSessionCookieName(getContext()));
  }

  boolean seesCommits() {
    return valve.seesCommits();
  }

  /** Adds the session that a request already has to its scope; asks for none. */
  void sessionAtHand(Request request, RequestScope scope) {
    peeking.set(true);
    try {
      if (request.getSessionInternal(false) instanceof CoatcheckSession session) {
        scope.use(session);
      }
    } finally {
      peeking.remove();
    }
  }

  /** For messages. */
  String contextName() {
    String name = getContext().getName();
    return name.isEmpty() ? "/" : name;
  }

  String newSessionId() {
    return generateSessionId();
  }

  private RunningApplication startedApplication() {
    RunningApplication current = running;
    if (current == null) {
      throw new IllegalStateException("the context is stopped, no session can be made");
    }
    return current;
  }
}
