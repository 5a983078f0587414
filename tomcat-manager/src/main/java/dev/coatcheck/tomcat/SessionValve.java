package dev.coatcheck.tomcat;

import dev.coatcheck.session.StoreUnavailableException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Opens the scope of each request of one context, and sees to it that its sessions are saved before
 * the response is committed. Added by the manager itself, in front of the authenticator, whose
 * redirects depend on what it has put into the session. Thread-safe.
 */
final class SessionValve extends ValveBase {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private final CoatcheckManager manager;
  private final @Nullable CoyoteFields fields;

  /**
   * @param fields null for a Tomcat whose commits cannot be observed: there, sessions are saved
   *     when the pipeline is through, which is late for responses that are committed before
   */
  SessionValve(CoatcheckManager manager, @Nullable CoyoteFields fields) {
    super(true);
    this.manager = manager;
    this.fields = fields;
  }

  boolean seesCommits() {
    return fields != null;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    RunningApplication application = manager.running();
    if (application == null || request.getContext().getManager() != manager) {
      getNext().invoke(request, response);
      return;
    }
    RequestScope scope = application.scopes().enter(request, application::newDeadline);
    BeforeCommit beforeCommit = new BeforeCommit(manager, scope, request);
    observe(request, response, beforeCommit);
    try {
      getNext().invoke(request, response);
    } catch (StoreUnavailableException e) {
      // from the authenticator: the container would log a stack trace for each request
      LOG.log(Level.DEBUG, "The store failed before the application was reached", e);
      if (!response.isCommitted()) {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
    } finally {
      application.scopes().leave(request, scope);
      if (fields == null && !response.isCommitted() && !request.isAsync()) {
        beforeCommit.getAsBoolean();
      }
    }
  }

  /** Once for each request: a further dispatch finds the point in its place, or long passed. */
  private void observe(Request request, Response response, BeforeCommit beforeCommit) {
    org.apache.coyote.Response coyote = response.getCoyoteResponse();
    if (fields == null || coyote.isCommitted()) {
      return;
    }
    boolean furtherDispatch = request.isAsync() || request.isAsyncDispatching();
    if (!furtherDispatch || !CommitPoint.isInstalled(fields, coyote)) {
      CommitPoint.install(fields, coyote, beforeCommit);
    }
  }
}
