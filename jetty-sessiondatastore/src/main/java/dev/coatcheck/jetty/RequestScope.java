package dev.coatcheck.jetty;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SessionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request has learnt of sessions: which ids exist, so that none is asked for twice however
 * often Jetty asks, and the time it has left for the store. Thread-safe, for asynchronous requests
 * move from thread to thread.
 */
final class RequestScope {

  /** One application's session id; the applications of a server share ids. */
  private record Key(RunningApplication application, SessionId id) {}

  private final Deadline deadline;
  private final Map<Key, LiveSession> found = new HashMap<>();
  private final Set<Key> absent = new HashSet<>();
  private final Set<RunningApplication> entered = new HashSet<>();
  private boolean refused;
  private boolean over;

  RequestScope(Deadline deadline) {
    this.deadline = deadline;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether the request has not yet asked for a session of this application. */
  synchronized boolean enters(RunningApplication application) {
    return entered.add(application);
  }

  /** The session that was found under this id and still has it, or null. */
  synchronized @Nullable LiveSession found(RunningApplication application, SessionId id) {
    LiveSession session = found.get(new Key(application, id));
    return session != null && session.id().equals(id) ? session : null;
  }

  /** Whether it is known that the application has no session of this id. */
  synchronized boolean isAbsent(RunningApplication application, SessionId id) {
    Key key = new Key(application, id);
    return absent.contains(key) || found.containsKey(key);
  }

  synchronized void remember(
      RunningApplication application, SessionId id, @Nullable LiveSession session) {
    Key key = new Key(application, id);
    if (session == null) {
      found.remove(key);
      absent.add(key);
    } else {
      absent.remove(key);
      found.put(key, session);
    }
  }

  /** The client is told that its changes are not saved; nothing more is saved for this request. */
  synchronized void refuse() {
    refused = true;
  }

  synchronized boolean isRefused() {
    return refused;
  }

  /** The response is complete; it is too late to send another one. */
  synchronized void end() {
    over = true;
  }

  synchronized boolean isOver() {
    return over;
  }
}
