package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages for members only, the way to become one, and the way out. */
final class SecurityPages {

  private SecurityPages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/members/hello", SecurityPages::whoAmI);
    Site.add(context, "/members/order", SecurityPages::order);
    Site.add(context, "/who-am-i", SecurityPages::whoAmI);
    Site.add(context, "/login-form", (request, response) -> Page.say(response, "please log in"));
    Site.add(context, "/login-error", (request, response) -> Page.say(response, "try again"));
    Site.add(context, "/login", SecurityPages::login);
    Site.add(context, "/logout", SecurityPages::logout);
  }

  private static void whoAmI(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(
        response,
        request.getRemoteUser()
            + " "
            + request.getAuthType()
            + " member="
            + request.isUserInRole("member")
            + " admin="
            + request.isUserInRole("admin"));
  }

  private static void order(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page.say(
        response,
        request.getMethod()
            + " "
            + request.getParameter("what")
            + " by "
            + request.getRemoteUser());
  }

  private static void login(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getSession();
    request.login(request.getParameter("user"), request.getParameter("password"));
    whoAmI(request, response);
  }

  private static void logout(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.logout();
    whoAmI(request, response);
  }
}
