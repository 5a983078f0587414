package dev.coatcheck.servlet;

import dev.coatcheck.session.LiveSession;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;

/**
 * Makes sessions as the container's version of the servlet API knows them. What it does not know
 * must not be a part of them, or whoever looks at their methods by reflection would fail (JSP's
 * expression language does). Immutable.
 *
 * @param withAccessors whether there are accessors, since Servlet 6.1
 */
record SessionViews(boolean withAccessors) {

  static SessionViews ofContainer() {
    return new SessionViews(
        Arrays.stream(HttpSession.class.getMethods())
            .anyMatch(method -> method.getName().equals("getAccessor")));
  }

  SessionView of(RunningApplication application, LiveSession live) {
    return withAccessors
        ? new AccessibleSessionView(application, live)
        : new SessionView(application, live);
  }
}
