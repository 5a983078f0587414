package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.example.listening.EventLog;

/** In the test application: whom the container tells, and whom we would tell. */
public final class ListenerPages extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<String> lines =
        switch (request.getPathInfo()) {
          case "/told" -> told(request);
          case "/found" -> lines(new ListenerDiscovery(getServletContext()));
          case "/declared" ->
              lines(new ListenerDiscovery(getServletContext(), List.of(DeclaredListeners::of)));
          default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    response.getWriter().print(String.join("\n", lines));
  }

  /** Has a session of the container's own, and something happen to it. */
  private List<String> told(HttpServletRequest request) {
    request.getSession().setAttribute("name", "value");
    request.changeSessionId();
    return EventLog.in(getServletContext()).lines();
  }

  private static List<String> lines(ListenerDiscovery discovery) {
    SessionListeners listeners = discovery.listeners();
    List<String> lines = new ArrayList<>();
    listeners.session().forEach(listener -> lines.add(EventLog.line("session", listener)));
    listeners.attribute().forEach(listener -> lines.add(EventLog.line("attribute", listener)));
    listeners.id().forEach(listener -> lines.add(EventLog.line("id", listener)));
    return lines;
  }
}
