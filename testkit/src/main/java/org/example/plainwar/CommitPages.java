package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/**
 * Changes two attributes, one of them in place, and then sends its response in one of the many ways
 * in which responses are sent. The gate is passed after the response was committed, where that
 * happens before the page has ended.
 */
final class CommitPages {

  private CommitPages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/commit/values", CommitPages::values);
    Site.add(context, "/commit/change", CommitPages::changeOnly);
    Site.add(context, "/error-page", CommitPages::errorPage);
    add(context, "buffered", (request, response) -> Page.say(response, "ok"));
    add(context, "redirect", (request, response) -> response.sendRedirect("values"));
    add(context, "see-other", CommitPages::seeOther);
    add(context, "no-content", (request, response) -> response.setStatus(204));
    add(context, "flush", CommitPages::flush);
    add(context, "empty-flush", (request, response) -> response.flushBuffer());
    add(context, "writer-flush", CommitPages::writerFlush);
    add(context, "writer-overflow", CommitPages::writerOverflow);
    add(context, "stream-overflow", CommitPages::streamOverflow);
    add(context, "writer-close", CommitPages::writerClose);
    add(context, "stream-close", CommitPages::streamClose);
    add(context, "content-length", CommitPages::contentLength);
    add(context, "late-length", CommitPages::lateLength);
    add(context, "large-write", CommitPages::largeWrite);
    add(context, "printed", CommitPages::printed);
    add(context, "reset", CommitPages::reset);
    add(context, "wide-overflow", CommitPages::wideOverflow);
    add(context, "send-error", (request, response) -> response.sendError(418, "planned"));
    add(context, "send-error-without-page", (request, response) -> response.sendError(409));
    add(context, "exception", CommitPages::exception);
    add(context, "forward", CommitPages::forward);
    add(context, "include", CommitPages::include);
    add(context, "include-and-flush", CommitPages::includeAndFlush);
    Site.add(context, "/much-then-error", CommitPages::muchThenError);
    Site.add(context, "/including", CommitPages::including);
    Site.add(context, "/late", CommitPages::late);
  }

  private static void add(ServletContext context, String kind, Page commit) {
    Site.add(
        context,
        "/commit/" + kind,
        (request, response) -> {
          change(request);
          commit.serve(request, response);
          if (response.isCommitted()) {
            pass(request);
          }
        });
  }

  static void change(HttpServletRequest request) {
    HttpSession session = request.getSession();
    String value = request.getParameter("value");
    Box box = (Box) session.getAttribute("box");
    if (box == null) {
      box = new Box();
      session.setAttribute("box", box);
    }
    box.content = value;
    session.setAttribute("value", value);
  }

  static void pass(HttpServletRequest request) {
    Gates.of(request.getServletContext()).pass(request.getParameter("gate"));
  }

  private static void values(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Page.say(response, session.getAttribute("value") + " " + session.getAttribute("box"));
  }

  private static void changeOnly(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    change(request);
    Page.say(response, "changed");
  }

  /** By a method that only newer containers have. */
  private static void seeOther(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      HttpServletResponse.class
          .getMethod("sendRedirect", String.class, int.class)
          .invoke(response, "values", HttpServletResponse.SC_SEE_OTHER);
    } catch (NoSuchMethodException before61) {
      response.sendRedirect("values");
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof AbstractMethodError)) {
        throw new IOException(e);
      }
      response.sendRedirect("values"); // a container older than the API on its class path
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  private static void flush(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(response, "ok");
    response.flushBuffer();
  }

  private static void writerFlush(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(response, "ok");
    response.getWriter().flush();
  }

  private static void writerOverflow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(response, "overflow".repeat(response.getBufferSize()));
  }

  private static void streamOverflow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().write(new byte[3 * response.getBufferSize()]);
  }

  private static void writerClose(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PrintWriter writer = response.getWriter();
    writer.print("ok");
    writer.close();
  }

  private static void streamClose(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().write(1);
    response.getOutputStream().close();
  }

  private static void contentLength(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = "all there is".getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Announces the length when everything is written already. */
  private static void lateLength(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = "all there is".getBytes(StandardCharsets.UTF_8);
    response.getOutputStream().write(body);
    response.setHeader("Content-Length", String.valueOf(body.length));
  }

  /** Fits into the buffer, which not every container makes use of. */
  private static void largeWrite(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().write(new byte[response.getBufferSize() / 2]);
  }

  private static void printed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getOutputStream().println("ok");
    response.getOutputStream().print(17L);
  }

  private static void reset(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print("not this");
    response.reset();
    response.getOutputStream().print("but this");
  }

  /** More bytes than characters. */
  private static void wideOverflow(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setCharacterEncoding("UTF-8");
    PrintWriter writer = response.getWriter();
    for (int i = 0; i < response.getBufferSize(); i++) {
      writer.append('\u00fc').append("\u20ac").print('\u00df');
    }
  }

  private static void exception(HttpServletRequest request, HttpServletResponse response) {
    throw new PlannedException("planned");
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/commit/change").forward(request, response);
  }

  private static void include(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/commit/change").include(request, response);
  }

  private static void includeAndFlush(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/commit/flush").include(request, response);
  }

  /** Fills three quarters of the buffer before it finds out that it cannot go on. */
  private static void muchThenError(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    change(request);
    String encoding = request.getParameter("encoding");
    if (encoding != null) {
      response.setCharacterEncoding(encoding);
    }
    String piece = "0123456789".repeat(10);
    for (int written = 0; written < response.getBufferSize() * 3 / 4; written += piece.length()) {
      if (encoding == null) {
        response.getOutputStream().print(piece);
      } else {
        response.getWriter().print(piece);
      }
    }
    response.sendError(418);
  }

  /** Has begun to write when it includes another page, and does not use the session itself. */
  private static void including(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.getWriter().print("this page includes: ");
    request.getRequestDispatcher(request.getParameter("page")).include(request, response);
  }

  /** The error page uses the session as well. */
  private static void errorPage(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    Integer errors = (Integer) session.getAttribute("errors");
    session.setAttribute("errors", errors == null ? 1 : errors + 1);
    Page.say(response, "sorry, " + session.getAttribute("value"));
  }

  /** Changes the session after the response was committed. */
  private static void late(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession();
    Page.say(response, "ok");
    response.flushBuffer();
    pass(request);
    change(request);
  }
}
