package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates, renames, ends and describes sessions. */
final class LifecyclePages {

  private LifecyclePages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/session", LifecyclePages::describe);
    Site.add(context, "/invalidate", LifecyclePages::invalidate);
    Site.add(context, "/invalidate-and-use", LifecyclePages::invalidateAndUse);
    Site.add(context, "/invalidate-and-create", LifecyclePages::invalidateAndCreate);
    Site.add(context, "/change-id", LifecyclePages::changeId);
    Site.add(context, "/interval", LifecyclePages::interval);
    Site.add(context, "/links", LifecyclePages::links);
  }

  /** One {@code name=value} a line; {@code ?create=true} creates the session. */
  private static void describe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(Boolean.parseBoolean(request.getParameter("create")));
    StringBuilder text = new StringBuilder();
    line(text, "present", session != null);
    line(text, "requested", request.getRequestedSessionId());
    line(text, "valid", request.isRequestedSessionIdValid());
    line(text, "fromCookie", request.isRequestedSessionIdFromCookie());
    line(text, "fromURL", request.isRequestedSessionIdFromURL());
    if (session != null) {
      line(text, "id", session.getId());
      line(text, "new", session.isNew());
      line(text, "created", session.getCreationTime());
      line(text, "accessed", session.getLastAccessedTime());
      line(text, "interval", session.getMaxInactiveInterval());
      line(text, "identity", System.identityHashCode(session));
    }
    Page.say(response, text);
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append('=').append(value).append('\n');
  }

  private static void invalidate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    Page.say(response, session == null ? "no session" : "ended");
  }

  private static void invalidateAndUse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    session.setAttribute("kept", "value");
    session.invalidate();
    Map<String, Runnable> uses = new LinkedHashMap<>();
    uses.put("getAttribute", () -> session.getAttribute("kept"));
    uses.put("setAttribute", () -> session.setAttribute("kept", "other"));
    uses.put("removeAttribute", () -> session.removeAttribute("kept"));
    uses.put("getAttributeNames", session::getAttributeNames);
    uses.put("getCreationTime", session::getCreationTime);
    uses.put("getLastAccessedTime", session::getLastAccessedTime);
    uses.put("isNew", session::isNew);
    uses.put("invalidate", session::invalidate);
    List<String> allowed = new ArrayList<>();
    uses.forEach(
        (name, use) -> {
          try {
            use.run();
            allowed.add(name);
          } catch (IllegalStateException expected) {
            // Servlet 6.0: each of these throws it on an invalidated session
          }
        });
    Page.say(response, "allowed: " + allowed + ", next: " + request.getSession(false));
  }

  private static void invalidateAndCreate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().invalidate();
    HttpSession next = request.getSession();
    next.setAttribute(request.getParameter("name"), request.getParameter("value"));
    Page.say(response, next.getId());
  }

  private static void changeId(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    String name = request.getParameter("name");
    if (name != null) {
      session.setAttribute(name, request.getParameter("value"));
    }
    Page.say(response, request.changeSessionId());
  }

  private static void interval(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    session.setMaxInactiveInterval(Integer.parseInt(request.getParameter("seconds")));
    Page.say(response, session.getMaxInactiveInterval());
  }

  /** A page full of links; {@code create=true} starts a session first. */
  private static void links(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Boolean.parseBoolean(request.getParameter("create"))) {
      request.getSession().setAttribute("linked", "yes");
    }
    int count = Integer.parseInt(request.getParameter("count"));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(response.encodeURL(request.getContextPath() + "/get?name=linked")).append('\n');
    }
    Page.say(response, text);
  }
}
