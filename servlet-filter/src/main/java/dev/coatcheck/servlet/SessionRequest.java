package dev.coatcheck.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.PushBuilder;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: with our session. Thread-safe as far as that goes. */
final class SessionRequest extends HttpServletRequestWrapper {

  private final SessionResponse response;
  private final RequestScope scope;
  private volatile @Nullable AsyncRequest async;

  SessionRequest(HttpServletRequest request, SessionResponse response, RequestScope scope) {
    super(request);
    this.response = response;
    this.scope = scope;
  }

  boolean isOf(RequestScope other) {
    return scope == other;
  }

  // The session

  @Override
  public HttpSession getSession() {
    SessionView session = scope.session();
    return session == null ? create() : session;
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return create ? getSession() : scope.session();
  }

  @Override
  public String changeSessionId() {
    SessionView session = scope.session();
    if (session == null) {
      throw new IllegalStateException("the request has no session whose id could be changed");
    }
    String before = session.getId();
    session.changeId(scope.deadline());
    scope.renamed(session);
    response.tellId(session.getId());
    scope.application().events().idChanged(session, before);
    return session.getId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    RequestedIds.Literal literal = requested();
    return literal == null ? null : literal.text();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return scope.found() != null;
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    RequestedIds.Literal literal = requested();
    return literal != null && literal.way() == RequestedIds.Way.COOKIE;
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    RequestedIds.Literal literal = requested();
    return literal != null && literal.way() == RequestedIds.Way.URL;
  }

  /** Of Servlet 5.0 and before. */
  public boolean isRequestedSessionIdFromUrl() {
    return isRequestedSessionIdFromURL();
  }

  /** Only where a client sent several ids does the store have to say which one it is. */
  private RequestedIds.@Nullable Literal requested() {
    if (scope.requested().candidates().size() > 1) {
      RequestedIds.Candidate found = scope.found();
      if (found != null) {
        return found.literal();
      }
    }
    return scope.requested().literal();
  }

  private SessionView create() {
    String callersId = scope.callersId();
    if (callersId != null) {
      SessionView session = scope.application().create(callersId);
      scope.begin(session);
      scope.application().events().created(session);
      return session;
    }
    if (response.isCommitted() && scope.application().cookie().isUsed()) {
      throw new IllegalStateException(
          "a session cannot be created after the response was committed, for its cookie would not"
              + " reach the client");
    }
    SessionView session = scope.application().create();
    scope.begin(session);
    response.tellId(session.getId());
    scope.application().events().created(session);
    return session;
  }

  // Logins of the container, after which a session has a new id lest it be one that was planted

  @Override
  public void login(String user, String password) throws ServletException {
    super.login(user, password);
    renew();
  }

  @Override
  public boolean authenticate(HttpServletResponse answer) throws IOException, ServletException {
    boolean before = super.getUserPrincipal() != null;
    boolean after = super.authenticate(answer);
    if (after && !before) {
      renew();
    }
    return after;
  }

  private void renew() {
    if (scope.session() != null && !response.isCommitted()) {
      changeSessionId();
    }
  }

  // What goes on elsewhere

  @Override
  public AsyncContext startAsync() {
    return started(super.startAsync(), this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
    return started(super.startAsync(request, answer), request, answer);
  }

  @Override
  public AsyncContext getAsyncContext() {
    AsyncContext current = super.getAsyncContext();
    AsyncRequest known = async;
    return known != null && known.isOf(current)
        ? known
        : new AsyncRequest(current, current.getRequest(), current.getResponse(), scope, response);
  }

  private AsyncContext started(
      AsyncContext context, ServletRequest request, ServletResponse answer) {
    AsyncRequest started = new AsyncRequest(context, request, answer, scope, response);
    async = started;
    started.begin();
    return started;
  }

  @Override
  @SuppressWarnings({"removal", "deprecation"}) // containers of HTTP/2 may still push
  public @Nullable PushBuilder newPushBuilder() {
    PushBuilder builder = super.newPushBuilder();
    SessionView session = scope.sessionAtHand();
    if (builder != null && session != null) {
      builder.sessionId(session.getId());
    }
    return builder;
  }

  // The rest is the container's

  /** Without what we keep there. */
  @Override
  public Enumeration<String> getAttributeNames() {
    List<String> names = Collections.list(super.getAttributeNames());
    names.remove(scope.application().scopeAttribute());
    return Collections.enumeration(names);
  }

  /** Listeners of requests are told of the container's request, which is the same one. */
  @Override
  public boolean equals(Object other) {
    return this == other || getRequest().equals(other);
  }

  @Override
  public int hashCode() {
    return getRequest().hashCode();
  }
}
