package dev.coatcheck.jetty;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee8.nested.ServletConstraint;
import org.eclipse.jetty.ee8.security.ConstraintMapping;
import org.eclipse.jetty.ee8.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee8.security.authentication.FormAuthenticator;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.ee8.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;

/** Form logins in ee8, which brings its own security. */
class Ee8FormLoginTest extends FormLoginContract {

  @Override
  Handler application() {
    ServletContextHandler context =
        new ServletContextHandler(ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
    context.setContextPath("/");
    ConstraintSecurityHandler security = (ConstraintSecurityHandler) context.getSecurityHandler();
    ConstraintMapping members = new ConstraintMapping();
    members.setPathSpec("/members/*");
    members.setConstraint(new ServletConstraint("members", MEMBER));
    members.getConstraint().setAuthenticate(true);
    security.addConstraintMapping(members);
    security.setRealmName("members");
    security.setAuthenticator(new FormAuthenticator("/login", "/failed", false));
    context.addServlet(new ServletHolder(new Pages()), "/*");
    return context.getCoreContextHandler();
  }

  private static final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setCharacterEncoding("UTF-8");
      try {
        response.getWriter().print(page(request));
      } catch (javax.servlet.ServletException e) {
        throw new IOException(e);
      }
    }

    private static String page(HttpServletRequest request) throws javax.servlet.ServletException {
      return switch (request.getRequestURI()) {
        case "/members/hello" ->
            String.join(
                " ",
                request.getUserPrincipal().getName(),
                request.getAuthType(),
                String.valueOf(request.isUserInRole(MEMBER)),
                String.valueOf(request.isUserInRole("admin")));
        case "/members/order" ->
            ordered(request.getParameterValues("what"))
                + (" by " + request.getRemoteUser())
                + (" from " + request.getParameter("from"));
        case "/logout" -> {
          request.logout();
          yield "bye";
        }
        default -> LOGIN_PAGE;
      };
    }

    private static String ordered(String[] what) {
      return what == null ? "nothing" : String.join(", ", what);
    }
  }
}
