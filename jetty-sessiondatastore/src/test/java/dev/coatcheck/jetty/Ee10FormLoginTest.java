package dev.coatcheck.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.Handler;

/** Form logins in ee10, whose security is the core's. */
class Ee10FormLoginTest extends FormLoginContract {

  @Override
  Handler application() {
    ServletContextHandler context = new ServletContextHandler("/", true, true);
    ConstraintSecurityHandler security = (ConstraintSecurityHandler) context.getSecurityHandler();
    ConstraintMapping members = new ConstraintMapping();
    members.setPathSpec("/members/*");
    members.setConstraint(Constraint.from(MEMBER));
    security.addConstraintMapping(members);
    security.setRealmName("members");
    security.setAuthenticator(new FormAuthenticator("/login", "/failed", false));
    context.addServlet(new ServletHolder(new Pages()), "/*");
    return context;
  }

  private static final class Pages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setCharacterEncoding("UTF-8");
      try {
        response.getWriter().print(page(request));
      } catch (jakarta.servlet.ServletException e) {
        throw new IOException(e);
      }
    }

    private static String page(HttpServletRequest request) throws jakarta.servlet.ServletException {
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
