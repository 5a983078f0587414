package dev.coatcheck.servlet;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Refused;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request knows of sessions: the ids that the client sent, the session that it uses, and
 * the time it has left for the store. Lives from the request's first pass through the filter to its
 * last. Thread-safe, for asynchronous requests move from thread to thread.
 */
final class RequestScope {

  private final RunningApplication application;
  private final HttpServletRequest request;
  private final Deadline deadline;
  private final RequestedIds requested;

  /** All sessions that the request has used, so that each is saved. */
  private final List<SessionView> used = new ArrayList<>();

  private @Nullable SessionView current;
  private boolean looked;
  private RequestedIds.@Nullable Candidate found;
  private @Nullable String foundAs;
  private int depth;
  private boolean async;
  private boolean over;
  private int includes;
  private @Nullable Refused refused;
  private boolean refusalSent;
  private @Nullable String told;
  private @Nullable SessionResponse response;

  private RequestScope(RunningApplication application, HttpServletRequest request) {
    this.application = application;
    this.request = request;
    this.deadline = application.newDeadline();
    this.requested = RequestedIds.of(request, application.cookie());
  }

  /** The scope of a request in this application, begun by its first pass. */
  static RequestScope of(RunningApplication application, HttpServletRequest request) {
    String attribute = application.scopeAttribute();
    if (request.getAttribute(attribute) instanceof RequestScope scope) {
      return scope;
    }
    RequestScope scope = new RequestScope(application, request);
    request.setAttribute(attribute, scope);
    return scope;
  }

  RunningApplication application() {
    return application;
  }

  /** The container's, as it came in. */
  HttpServletRequest request() {
    return request;
  }

  Deadline deadline() {
    return deadline;
  }

  RequestedIds requested() {
    return requested;
  }

  // The session

  /**
   * The session of the request, looked up at most once.
   *
   * @throws StoreUnavailableException when the store cannot be asked
   */
  synchronized @Nullable SessionView session() {
    SessionView session = current;
    if (session == null && !looked) {
      session = lookUp();
      looked = true;
    }
    return session != null && session.isValid() ? session : null;
  }

  /** The session at hand, without asking the store. */
  synchronized @Nullable SessionView sessionAtHand() {
    SessionView session = current;
    return session != null && session.isValid() ? session : null;
  }

  /** A new session becomes the one of the request. */
  void begin(SessionView session) {
    use(session);
  }

  /** How the session that was asked for by the client was found; null when it was not. */
  synchronized RequestedIds.@Nullable Candidate found() {
    session();
    SessionView session = current;
    return session != null && session.isValid() && session.getId().equals(foundAs) ? found : null;
  }

  /** The session has a new id; what the client asked for is this session all the same. */
  synchronized void renamed(SessionView session) {
    if (session == current && found != null) {
      foundAs = session.getId();
    }
  }

  /** The client is told this id, unless something drops the cookie: an error page, for example. */
  synchronized void told(String id) {
    told = id;
  }

  /** The id that the client is to be told; null when it is told none. */
  synchronized @Nullable String told() {
    return told;
  }

  // The passes of the request

  /**
   * The container's response as the application is to see it. A request that is dispatched again
   * goes on with the one that it has begun to write to.
   */
  synchronized SessionResponse wrapped(HttpServletResponse container, boolean dispatchedAgain) {
    SessionResponse known = response;
    if (known == null || !dispatchedAgain || !known.wraps(container)) {
      known = new SessionResponse(container, this);
      response = known;
    }
    return known;
  }

  /**
   * @param included whether the page is a part of another one's response
   */
  synchronized void enter(boolean included) {
    if (included) {
      includes++;
    }
    if (over) { // an error page follows
      over = false;
      used.forEach(session -> session.enter(deadline));
    }
    depth++;
  }

  /** Whether that was the outermost pass under way. */
  synchronized boolean leave(boolean included) {
    if (included) {
      includes--;
    }
    depth--;
    return depth == 0;
  }

  /** The request goes on after its passes. */
  synchronized void startAsync() {
    async = true;
  }

  synchronized boolean isAsync() {
    return async;
  }

  /** An asynchronous request is over; true when nobody works on it any more. */
  synchronized boolean completeAsync() {
    async = false;
    return depth == 0 && !over;
  }

  /** The request is over, as far as can be seen from here. */
  void finish() {
    List<SessionView> sessions;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      sessions = List.copyOf(used);
    }
    sessions.forEach(SessionView::leave);
  }

  // Saving

  /** Whether the store failed in this request, be it that the application took notice or not. */
  boolean hasFailed() {
    return deadline.failure() != null;
  }

  /**
   * Saves what the request changed.
   *
   * @throws StoreUnavailableException also when the store failed earlier in the request
   */
  void save(SavePoint point) {
    StoreUnavailableException earlier = deadline.failure();
    if (earlier != null) {
      throw earlier;
    }
    for (SessionView session : used()) {
      session.save(deadline, point);
    }
  }

  /** Saves what the request changed after its response; throws nothing. */
  void saveLate() {
    for (SessionView session : used()) {
      session.saveLate(deadline);
    }
  }

  /** The client is told that nothing is saved, and nothing else. */
  synchronized void refuse(Refused answer) {
    if (refused == null) {
      refused = answer;
    }
  }

  synchronized boolean isRefused() {
    return refused != null;
  }

  /** What is to be sent now in the place of the response; null when nothing is, or it was sent. */
  synchronized @Nullable Refused refusalToSend() {
    if (refusalSent || includes > 0) {
      return null;
    }
    refusalSent = refused != null;
    return refused;
  }

  private synchronized List<SessionView> used() {
    return List.copyOf(used);
  }

  /** The id that the session has by way of a calling application; null where there is none. */
  @Nullable String callersId() {
    return CallersSession.id(request);
  }

  private @Nullable SessionView lookUp() {
    SessionId callers = SessionId.parse(callersId());
    if (callers != null) {
      SessionView session = application.find(callers, deadline);
      if (session != null) {
        session.joined();
        use(session);
      }
      return session;
    }
    for (RequestedIds.Candidate candidate : requested.candidates()) {
      SessionId id = candidate.id();
      SessionView session = application.find(id, deadline);
      if (session != null) {
        found = candidate;
        foundAs = session.getId();
        session.joined();
        use(session);
        return session;
      }
    }
    return null;
  }

  private synchronized void use(SessionView session) {
    current = session;
    looked = true;
    if (!over && !used.contains(session)) {
      used.add(session);
      session.enter(deadline);
    }
  }
}
