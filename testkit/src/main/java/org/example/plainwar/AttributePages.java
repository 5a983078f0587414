package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Sets, reads and removes attributes. */
final class AttributePages {

  private AttributePages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/ignorant", (request, response) -> Page.say(response, "hello"));
    Site.add(context, "/set", AttributePages::set);
    Site.add(context, "/get", AttributePages::get);
    Site.add(context, "/remove", AttributePages::remove);
    Site.add(context, "/set-null", AttributePages::setNull);
    Site.add(context, "/names", AttributePages::names);
    Site.add(context, "/counter", AttributePages::counter);
    Site.add(context, "/swallow", AttributePages::swallow);
    Site.add(context, "/fragile/set", AttributePages::setFragile);
    Site.add(context, "/fragile/get", AttributePages::getFragile);
    Site.add(context, "/notice/set", AttributePages::setNoticing);
  }

  private static void set(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().setAttribute(request.getParameter("name"), request.getParameter("value"));
    Page.say(response, "ok");
  }

  private static void get(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session == null) {
      Page.say(response, "no session");
    } else {
      Page.say(response, session.getAttribute(request.getParameter("name")));
    }
  }

  private static void remove(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().removeAttribute(request.getParameter("name"));
    Page.say(response, "ok");
  }

  private static void setNull(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().setAttribute(request.getParameter("name"), null);
    Page.say(response, "ok");
  }

  private static void names(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> names = Collections.list(request.getSession().getAttributeNames());
    Collections.sort(names);
    Page.say(response, String.join(",", names));
  }

  private static void counter(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Integer count = (Integer) session.getAttribute("counter");
    int next = count == null ? 1 : count + 1;
    session.setAttribute("counter", next);
    Page.say(response, next);
  }

  /** An application that takes every failure for a detail and answers 200. */
  @SuppressWarnings("checkstyle:IllegalCatch") // it is the bad habit that is wanted here
  private static void swallow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String outcome = "ok";
    try {
      HttpSession session = request.getSession();
      session.setAttribute(request.getParameter("name"), request.getParameter("value"));
    } catch (RuntimeException e) {
      outcome = "swallowed";
    }
    Page.say(response, outcome);
  }

  private static void setFragile(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().setAttribute("fragile", new Fragile(request.getParameter("value")));
    Page.say(response, "ok");
  }

  private static void getFragile(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(response, request.getSession().getAttribute("fragile"));
  }

  private static void setNoticing(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request
        .getSession()
        .setAttribute(
            request.getParameter("name"), new NoticingValue(request.getParameter("value")));
    Page.say(response, "ok");
  }
}
