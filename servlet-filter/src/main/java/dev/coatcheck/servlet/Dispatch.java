package dev.coatcheck.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a request through the filter. A request passes several times when it is forwarded,
 * included, dispatched again or ends with an error page; all passes share one scope, and what
 * reaches the application is wrapped once. Confined to one thread.
 */
final class Dispatch {

  private final RequestScope scope;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  Dispatch(RequestScope scope, HttpServletRequest request, HttpServletResponse response) {
    this.scope = scope;
    this.request = request;
    this.response = response;
  }

  /** Lets the application work on the request. */
  @SuppressWarnings("checkstyle:IllegalCatch") // whatever it is, it may be due to the store
  void pass(FilterChain chain) throws IOException, ServletException {
    SessionResponse before = wrapped(response);
    DispatcherType type = request.getDispatcherType();
    boolean included = type == DispatcherType.INCLUDE;
    SessionResponse ours =
        before == null ? scope.wrapped(response, type == DispatcherType.ASYNC) : before;
    HttpServletRequest seen =
        isWrapped(request) ? request : new SessionRequest(request, ours, scope);
    RequestScope outer = scope.application().working(scope);
    scope.enter(included);
    try {
      chain.doFilter(seen, before == null ? ours : response);
    } catch (IOException | ServletException | RuntimeException e) {
      // once the store has failed, that is the answer, whatever the application makes of it
      if (!scope.hasFailed() || ours.beforeCommit()) {
        throw e;
      }
    } finally {
      leave(ours, included);
      scope.application().working(outer);
    }
  }

  private void leave(SessionResponse ours, boolean included) {
    boolean outermost = scope.leave(included);
    if (outermost && !scope.isAsync()) {
      ours.end();
      scope.finish();
    } else if (outermost || !included) {
      ours.beforeCommit(); // the container may send the response next
      ours.refuseAtLast();
    }
  }

  private boolean isWrapped(ServletRequest outer) {
    ServletRequest current = outer;
    while (current instanceof ServletRequestWrapper wrapper) {
      if (current instanceof SessionRequest session && session.isOf(scope)) {
        return true;
      }
      current = wrapper.getRequest();
    }
    return false;
  }

  private @Nullable SessionResponse wrapped(ServletResponse outer) {
    ServletResponse current = outer;
    while (current instanceof ServletResponseWrapper wrapper) {
      if (current instanceof SessionResponse session && session.isOf(scope)) {
        return session;
      }
      current = wrapper.getResponse();
    }
    return null;
  }
}
