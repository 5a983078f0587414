package org.example.neighbours;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows a page of the neighbour, whole or between two words of its own. */
@SuppressWarnings("serial") // no container has serialized a servlet for twenty years
@WebServlet({"/forwarded", "/included"})
public final class Visit extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getSession().setAttribute("visited", request.getParameter("page"));
    RequestDispatcher page =
        getServletContext()
            .getContext(request.getParameter("at"))
            .getRequestDispatcher(request.getParameter("page"));
    if (request.getServletPath().equals("/forwarded")) {
      page.forward(request, response);
      return;
    }
    response.getWriter().print(request.getSession().getId() + "[");
    page.include(request, response);
    response.getWriter().print("]" + request.getSession().getAttribute("visited"));
  }
}
