package dev.coatcheck.tomcat;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.SessionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * What one request has learnt of sessions: which ids exist, so that none is asked for twice, which
 * sessions it uses, and the time it has left for the store. Thread-safe, for asynchronous requests
 * move from thread to thread.
 *
 * <p>Tomcat asks before any valve has run (several session cookies, several versions of one
 * application), so a scope may begin without its request and be {@linkplain #join joined} later; it
 * counts for a moment only as long as it has none.
 */
final class RequestScope {

  private static final String NOTE = RequestScope.class.getName();
  private static final long LIFE_WITHOUT_REQUEST_NANOS = 500_000_000L;
  private static final int MOST_IDS_OF_A_CLIENT = 32;

  /** One application's session id; several applications of a host may know the same one. */
  private record Key(RunningApplication application, SessionId id) {}

  private final Deadline deadline;
  private final long createdNanos = System.nanoTime();
  private final long createdMillis = System.currentTimeMillis();
  private long askedNanos = createdNanos;
  private final Map<Key, CoatcheckSession> found = new HashMap<>();
  private final Set<Key> absent = new HashSet<>();
  private final Set<CoatcheckSession> used = new HashSet<>();
  private @Nullable Request request;
  private boolean pastPipeline;
  private boolean pastApplication;

  RequestScope(Deadline deadline) {
    this.deadline = deadline;
  }

  /** The scope that an earlier dispatch of the same request joined, or null. */
  static @Nullable RequestScope of(Request request) {
    return (RequestScope) request.getNote(NOTE);
  }

  /** Makes this the scope of a request, until the request is recycled. */
  synchronized void join(Request joined) {
    request = joined;
    joined.setNote(NOTE, this);
  }

  /** Whether this scope began after the request did, and so may have been begun by it. */
  synchronized boolean mayBelongTo(Request other) {
    return request == null && beganAfter(other.getCoyoteRequest());
  }

  private boolean beganAfter(org.apache.coyote.Request other) {
    try {
      long start = other.getStartTimeNanos();
      return start != -1 && createdNanos - start >= 0;
    } catch (NoSuchMethodError tomcat9) { // which knows the millisecond only
      long start = other.getStartTime();
      return start != -1 && createdMillis >= start;
    }
  }

  /** Whether the request was recycled, or there was none and the moment is over. */
  synchronized boolean isOver() {
    return request == null
        ? System.nanoTime() - askedNanos > LIFE_WITHOUT_REQUEST_NANOS
        : request.getNote(NOTE) != this;
  }

  synchronized boolean hasRequest() {
    return request != null;
  }

  Deadline deadline() {
    return deadline;
  }

  /** The session that was found under this id and still has it, or null. */
  synchronized @Nullable CoatcheckSession found(RunningApplication application, SessionId id) {
    CoatcheckSession session = found.get(new Key(application, id));
    return session != null && session.hasId(id) ? session : null;
  }

  /** Whether it is known, or must be assumed, that there is no session of this id. */
  synchronized boolean isAbsent(RunningApplication application, SessionId id) {
    Key key = new Key(application, id);
    return absent.contains(key) || found.containsKey(key) || onlyAccessLogIsLeft();
  }

  /** Whether a client has sent so many ids that no more of them are worth a question. */
  synchronized boolean isFlooded() {
    return request == null && absent.size() >= MOST_IDS_OF_A_CLIENT;
  }

  /** The store was asked on behalf of this request, in vain or not. */
  synchronized void asked() {
    askedNanos = System.nanoTime();
  }

  synchronized void remember(
      RunningApplication application, SessionId id, @Nullable CoatcheckSession session) {
    Key key = new Key(application, id);
    if (session == null) {
      absent.add(key);
    } else {
      absent.remove(key);
      found.put(key, session);
    }
  }

  /** A session is to be saved before this request's response is committed. */
  synchronized void use(CoatcheckSession session) {
    used.add(session);
  }

  /** The sessions used so far. */
  synchronized List<CoatcheckSession> used() {
    return List.copyOf(used);
  }

  /** A dispatch goes through the context's pipeline. */
  synchronized void enteredPipeline() {
    pastPipeline = false;
    pastApplication = false;
  }

  /** The context's pipeline is through; error pages and request listeners may follow. */
  synchronized void leftPipeline() {
    pastPipeline = true;
  }

  /** A request listener that is the last one was told that the request is over. */
  synchronized void leftRequestListeners() {
    // the form authenticator tells listeners of its login page, too, in the midst of the pipeline
    pastApplication = pastPipeline;
  }

  /** Whether no code of the application runs any more within this request. */
  synchronized boolean isPastApplication() {
    return pastApplication;
  }

  /** Forgets what belongs to an application that was stopped. */
  synchronized void forget(RunningApplication application) {
    found.keySet().removeIf(key -> key.application() == application);
    absent.removeIf(key -> key.application() == application);
    used.removeIf(session -> session.isOf(application));
  }

  private boolean onlyAccessLogIsLeft() {
    return pastApplication && request != null && request.getResponse().isCommitted();
  }
}
