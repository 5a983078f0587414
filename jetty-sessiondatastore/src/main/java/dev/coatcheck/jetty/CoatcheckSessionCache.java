package dev.coatcheck.jetty;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.session.AbstractSessionCache;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.annotation.ManagedAttribute;
import org.eclipse.jetty.util.annotation.ManagedObject;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one context on this node, none of which the node owns: each request asks the
 * store whether what is here is still true, and is saved before its response is committed. Requests
 * of one session share one object. Works with {@link CoatcheckSessionDataStore} only.
 *
 * <p>Of the properties that all caches have {@code saveOnCreate} works as elsewhere. The others
 * have no effect: every response is flushed on commit, no session is evicted while somebody uses
 * it, and {@code cacheSize} limits what is kept in between. Thread-safe.
 */
@ManagedObject("sessions that are kept in Redis")
public final class CoatcheckSessionCache extends AbstractSessionCache {

  private @Nullable RunningApplication application;

  /**
   * @param manager of the context
   */
  public CoatcheckSessionCache(SessionManager manager) {
    super(manager);
  }

  /**
   * @throws IllegalStateException when the context has another store
   */
  @Override
  protected void doStart() throws Exception {
    if (!(getSessionDataStore() instanceof CoatcheckSessionDataStore store)) {
      throw new IllegalStateException(
          "CoatcheckSessionCache works with CoatcheckSessionDataStore only; use"
              + " DefaultSessionCache or NullSessionCache with "
              + getSessionDataStore());
    }
    super.doStart();
    application = store.application();
  }

  /** True: a response never goes before its session is saved. */
  @Override
  public boolean isFlushOnResponseCommit() {
    return true;
  }

  // Requests come and go

  /** One command; none when the request has asked before. */
  @Override
  protected @Nullable ManagedSession getAndEnter(String id, boolean enter) {
    CoatcheckSession session = running().find(id);
    if (session != null && enter) {
      session.live().enter();
    }
    return session;
  }

  /** A new session; nothing is sent unless saveOnCreate is set. */
  @Override
  public ManagedSession newSession(String id, long time, long maxInactiveMs) {
    CoatcheckSession session = running().create(id, maxInactiveMs);
    if (isSaveOnCreate()) {
      running().saveBeforeCommit(session.live());
    }
    return session;
  }

  @Override
  public void add(String id, ManagedSession session) {
    ((CoatcheckSession) session).live().enter();
  }

  /** Saves what changed. An error takes the place of the response when that is impossible. */
  @Override
  public void commit(@Nullable ManagedSession session) {
    if (session != null) {
      running().saveBeforeCommit(((CoatcheckSession) session).live());
    }
  }

  /** The end of a request: saves what changed after the response was committed. */
  @Override
  public void release(ManagedSession session) {
    CoatcheckSession ours = (CoatcheckSession) session;
    if (ours.isReleaseOfRenewal()) {
      return;
    }
    try {
      running().saveLast(ours.live());
    } finally {
      ours.live().leave(); // or the session would count as in use, and live, for ever
    }
  }

  /** Asks the store at most once in a request. */
  @Override
  public boolean exists(String id) {
    return running().find(id) != null;
  }

  @Override
  public boolean contains(String id) {
    return doGet(id) != null;
  }

  /**
   * Ends the session of this context because it, or another context's of the same id, was
   * invalidated.
   *
   * @return the session when the caller has to run the listeners
   */
  @Override
  public @Nullable ManagedSession delete(String id) {
    CoatcheckSession session = running().find(id);
    return session != null && session.end() ? session : null;
  }

  /** Moves the session to its new id in one step. */
  @Override
  public @Nullable ManagedSession renewSessionId(
      String oldId, String newId, String oldExtendedId, String newExtendedId) {
    CoatcheckSession session = running().find(oldId);
    if (session == null || !running().changeId(session.live(), newId)) {
      return null;
    }
    session.renewed(newExtendedId);
    return session;
  }

  // Sessions end elsewhere

  /** None: the core's sweeper looks for expired sessions on behalf of the whole fleet. */
  @Override
  public Set<String> checkExpiration(Set<String> candidates) {
    return Set.of();
  }

  /** Nothing, see the class. */
  @Override
  public void checkInactiveSession(ManagedSession session) {}

  /** Nothing is lost: requests in flight may finish, then all is saved. */
  @Override
  public void shutdown() {
    if (application != null) {
      application.drain();
    }
  }

  /** How many sessions this node has an object for. */
  @ManagedAttribute(value = "sessions that this node has an object for", readonly = true)
  public int getLocalSessions() {
    return localSessions().size();
  }

  List<CoatcheckSession> localSessions() {
    RunningApplication current = application;
    return current == null ? List.of() : current.localSessions();
  }

  // What the superclass would ask for in its own versions of the methods above

  @Override
  protected @Nullable ManagedSession doGet(String id) {
    return running().local(id);
  }

  @Override
  public ManagedSession newSession(SessionData data) {
    throw unused();
  }

  @Override
  protected ManagedSession doPutIfAbsent(String id, ManagedSession session) {
    throw unused();
  }

  @Override
  protected ManagedSession doComputeIfAbsent(
      String id, Function<String, ManagedSession> mappingFunction) {
    throw unused();
  }

  @Override
  protected boolean doReplace(String id, ManagedSession oldValue, ManagedSession newValue) {
    throw unused();
  }

  @Override
  public ManagedSession doDelete(String id) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("sessions come from the store only");
  }

  private RunningApplication running() {
    return Objects.requireNonNull(application, "the session cache is not started");
  }
}
