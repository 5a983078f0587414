package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets everybody in who knows the one password, which the form tells. */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String PASSWORD = "coat";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    form(request, "").send(response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = request.getParameter("name");
    if (name == null || name.isBlank() || !PASSWORD.equals(request.getParameter("password"))) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      form(request, "<p class=\"notice\" role=\"alert\">Name or password is wrong.</p>")
          .send(response);
      return;
    }
    new Visit(request).logIn(name.strip());
    response.sendRedirect(request.getContextPath() + "/");
  }

  private static Page form(HttpServletRequest request, String notice) {
    Page page = new Page(request, "Log in");
    return page.add(notice)
        .add("<form class=\"fields\" method=\"post\" action=\"" + page.link("/login") + "\">")
        .add("<label>Name <input name=\"name\" autocomplete=\"username\" required></label>")
        .add("<label>Password (it is <q>" + PASSWORD + "</q>)")
        .add("<input name=\"password\" type=\"password\" autocomplete=\"current-password\"")
        .add("required></label><button>Log in</button></form>");
  }
}
