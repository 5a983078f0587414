package org.example.plainwar;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the application does for one path. */
@FunctionalInterface
interface Page {

  void serve(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException;

  /** Answers with one line of plain text. */
  static void say(HttpServletResponse response, Object text) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().print(text);
  }
}
