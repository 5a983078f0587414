package org.example.plainwar;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves one page. */
@SuppressWarnings("serial") // no container has serialized a servlet for twenty years
final class PageServlet extends HttpServlet {

  private final transient Page page;

  PageServlet(Page page) {
    this.page = page;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    page.serve(request, response);
  }
}
