package dev.coatcheck.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The session of another application of the server that dispatched a request to this one
 * (ServletContext.getContext). The client sends the caller's cookie and gets no other; so, as on
 * Tomcat, the session here has the caller's id.
 */
final class CallersSession {

  private CallersSession() {}

  /**
   * Its id, or null when nobody else dispatched the request, or one who has no session.
   *
   * @param request as the application's first filter gets it
   */
  static @Nullable String id(HttpServletRequest request) {
    DispatcherType dispatch = request.getDispatcherType();
    if (dispatch != DispatcherType.FORWARD && dispatch != DispatcherType.INCLUDE) {
      return null;
    }
    ServletRequest current = request;
    while (current instanceof ServletRequestWrapper wrapper) {
      if (isOurs(wrapper) && wrapper instanceof HttpServletRequest caller) {
        HttpSession session = caller.getSession(false);
        return session == null ? null : session.getId();
      }
      current = wrapper.getRequest();
    }
    return null;
  }

  /** By name, for each application has a copy of this class. */
  private static boolean isOurs(ServletRequestWrapper wrapper) {
    return wrapper.getClass().getName().equals(SessionRequest.class.getName());
  }
}
