package dev.coatcheck.tomcat;

import dev.coatcheck.session.SessionId;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Session;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ManagerBase} takes for its map of all sessions, so that its operations by id, which
 * JMX and the manager application call, reach every session of the fleet. Listings show those that
 * this node has an object for; nothing ever scans the store. Thread-safe.
 */
final class SessionsById extends AbstractMap<String, Session> {

  private final CoatcheckManager manager;

  SessionsById(CoatcheckManager manager) {
    this.manager = manager;
  }

  /** Asks the store. */
  @Override
  public @Nullable Session get(Object id) {
    RunningApplication running = manager.running();
    SessionId parsed = SessionId.parse((String) id);
    return running == null || parsed == null ? null : running.find(parsed);
  }

  /** Nothing: a session is where the core has put it. */
  @Override
  public @Nullable Session put(String id, Session session) {
    return null;
  }

  /** Nothing: a session ends by being invalidated. */
  @Override
  public @Nullable Session remove(Object id) {
    return null;
  }

  @Override
  public int size() {
    RunningApplication running = manager.running();
    return running == null ? 0 : running.localCount();
  }

  /** A snapshot of this node's sessions. */
  @Override
  public Set<Map.Entry<String, Session>> entrySet() {
    Map<String, Session> local = new LinkedHashMap<>();
    RunningApplication running = manager.running();
    if (running != null) {
      running.localSessions().forEach(session -> local.put(session.getIdInternal(), session));
    }
    return local.entrySet();
  }
}
