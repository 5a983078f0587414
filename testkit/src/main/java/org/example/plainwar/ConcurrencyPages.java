package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Pages for requests that overlap. */
final class ConcurrencyPages {

  private ConcurrencyPages() {}

  static void addTo(ServletContext context) {
    Gates gates = Gates.of(context);
    Site.add(
        context,
        "/gate/open",
        (request, response) -> {
          gates.open(request.getParameter("name"));
          Page.say(response, "open");
        });
    Site.add(
        context,
        "/gate/arrived",
        (request, response) -> {
          gates.awaitArrival(request.getParameter("name"));
          Page.say(response, "arrived");
        });
    Site.add(context, "/slow", ConcurrencyPages::slow);
    Site.add(context, "/careless-logout", ConcurrencyPages::carelessLogout);
    Site.add(context, "/increment", ConcurrencyPages::increment);
    Site.add(context, "/restless/grow", ConcurrencyPages::grow);
    Site.add(context, "/restless/turn", ConcurrencyPages::turn);
  }

  /** Reads the session, waits at the gate, and only then writes. */
  private static void slow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    String name = request.getParameter("name");
    session.getAttribute(name);
    if (request.getParameter("seconds") != null) {
      session.setMaxInactiveInterval(Integer.parseInt(request.getParameter("seconds")));
    }
    Gates.of(request.getServletContext()).pass(request.getParameter("gate"));
    try {
      session.setAttribute(name, request.getParameter("value"));
      Page.say(response, "written");
    } catch (IllegalStateException e) {
      Page.say(response, "ended meanwhile");
    }
  }

  /** Ends the session after waiting at the gate, and takes no failure for one. */
  @SuppressWarnings("checkstyle:IllegalCatch") // it is the bad habit that is wanted here
  private static void carelessLogout(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Gates.of(request.getServletContext()).pass(request.getParameter("gate"));
    try {
      session.invalidate();
    } catch (RuntimeException e) {
      request.getServletContext().log("logout failed: " + e);
    }
    Page.say(response, "bye");
  }

  /** Relies on the session being one object for all requests of the node. */
  private static void increment(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    int next;
    synchronized (session) {
      Integer count = (Integer) session.getAttribute("count");
      session.getAttribute("between"); // gives others time to interfere
      next = count == null ? 1 : count + 1;
      session.setAttribute("count", next);
    }
    Page.say(response, next);
  }

  /** Lets another thread change an attribute while the response, and so the session, goes out. */
  private static void grow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Restless restless = new Restless();
    request.getSession().setAttribute("restless", restless);
    Thread thread = new Thread(() -> restless.grow(20_000), "application-restless");
    thread.setDaemon(true);
    thread.start();
    Page.say(response, "growing");
    response.flushBuffer();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Changes an attribute for a while; other requests of the session may come meanwhile. */
  private static void turn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Restless restless = (Restless) request.getSession().getAttribute("restless");
    Gates gates = Gates.of(request.getServletContext());
    gates.open(request.getParameter("gate"));
    gates.pass(request.getParameter("gate"));
    restless.turn(300_000_000L);
    Page.say(response, restless);
  }
}
