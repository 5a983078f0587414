package dev.coatcheck.jetty;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.util.annotation.ManagedAttribute;
import org.eclipse.jetty.util.annotation.ManagedObject;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a context in Redis, so that any node of the fleet serves any request. Works
 * with {@link CoatcheckSessionCache}.
 *
 * <p>A setting that is unknown or wrong stops the context; a Redis that cannot be reached does not.
 * {@code gracePeriod} and {@code savePeriod}, which all stores have, have no effect: expired
 * sessions are found by the core's sweeper, and only what changed is written, at once. Thread-safe
 * once it is started.
 */
@ManagedObject("sessions that are kept in Redis")
public final class CoatcheckSessionDataStore extends AbstractSessionDataStore {

  private final Map<String, String> ofFactory;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private @Nullable RunningApplication application;

  /** A store for one context, configured by {@link #setProperty}. */
  public CoatcheckSessionDataStore() {
    this(Map.of());
  }

  CoatcheckSessionDataStore(Map<String, String> ofFactory) {
    this.ofFactory = ofFactory;
  }

  /**
   * Takes a setting for this context alone, by its name in docs/configuration.md; beats the
   * factory's. Names and values are judged at the start, all at once. There is no getter, for
   * values may be secret.
   *
   * @param value null or empty to leave the setting alone
   */
  public void setProperty(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.put(name, value);
    }
  }

  // Life cycle

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    application = Starting.of(_context).start(Map.copyOf(properties), ofFactory);
    application().adapt(_context.getSessionManager().getSessionCache());
  }

  /** Nothing is lost: the cache has saved its sessions. */
  @Override
  protected void doStop() throws Exception {
    super.doStop();
    RunningApplication stopping = application;
    application = null;
    if (stopping != null) {
      stopping.close();
    }
  }

  RunningApplication application() {
    return Objects.requireNonNull(application, "the session store is not started");
  }

  /** False: attributes are told one by one when they come and go. */
  @Override
  @ManagedAttribute(value = "does store serialize sessions", readonly = true)
  public boolean isPassivating() {
    return false;
  }

  // For Jetty's own caches

  /** A new session; nothing is sent. */
  @Override
  public SessionData newSessionData(
      String id, long created, long accessed, long lastAccessed, long maxInactiveMs) {
    SessionData data = application().copies().create(id, created, maxInactiveMs);
    data.setAccessed(accessed);
    return data;
  }

  /** A copy of a session, which counts as an access. */
  @Override
  public @Nullable SessionData doLoad(String id) {
    return application().copies().load(id);
  }

  /**
   * Saves what changed, in place too.
   *
   * @throws IllegalArgumentException when another store has made {@code data}
   */
  @Override
  public void doStore(String id, SessionData data, long lastSaveTime) {
    if (!(data instanceof SessionCopy copy)) {
      throw new IllegalArgumentException(
          "CoatcheckSessionDataStore only stores what it has made, not a "
              + data.getClass().getName());
    }
    application().copies().store(copy);
  }

  @Override
  public boolean delete(String id) {
    return application().copies().delete(id);
  }

  @Override
  public boolean doExists(String id) {
    return application().copies().exists(id);
  }

  /**
   * None: the core's sweeper looks for expired sessions on behalf of the whole fleet, and ends each
   * in its own context. Jetty would end those that other contexts have by the same id as well.
   */
  @Override
  public Set<String> getExpired(Set<String> candidates) {
    return Set.of();
  }

  /** None, see {@link #getExpired}. */
  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    return Set.of();
  }

  /** None, see {@link #getExpired}. */
  @Override
  public Set<String> doGetExpired(long before) {
    return Set.of();
  }

  /** Nothing: whatever the store holds ends by itself, also where no node looks for it any more. */
  @Override
  public void doCleanOrphans(long time) {}
}
