package dev.coatcheck.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a web application in Redis, on any servlet container: what the application
 * gets from {@code request.getSession()} is ours, and the container's own session is never created.
 *
 * <p>With the jar in WEB-INF/lib it registers itself, see {@link CoatcheckInitializer}. It can
 * stand in web.xml instead, before all filters that use the session, with {@code <async-supported>}
 * and all dispatcher types; its init parameters are the settings of docs/configuration.md. A
 * setting that is unknown or wrong stops the application; a Redis that cannot be reached does not.
 *
 * <p>A request sends nothing to Redis until somebody asks for its session. Thread-safe.
 */
public final class CoatcheckFilter implements Filter {

  private volatile @Nullable RunningApplication running;
  private volatile boolean stopped;

  /** A filter that the container configures. */
  public CoatcheckFilter() {}

  @Override
  public void init(FilterConfig config) throws ServletException {
    running = Starting.of(config).start();
    stopped = false;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RunningApplication application = running;
    if (application != null
        && request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse httpResponse) {
      new Dispatch(RequestScope.of(application, http), http, httpResponse).pass(chain);
    } else if (stopped && response instanceof HttpServletResponse httpResponse) {
      httpResponse.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      chain.doFilter(request, response); // of another protocol, or an adapter has the sessions
    }
  }

  /** Lets requests finish, saves, and lets go of the application's class loader. */
  @Override
  public void destroy() {
    RunningApplication application = running;
    running = null;
    if (application != null) {
      stopped = true; // or a late request would get a session of the container's
      application.close();
    }
  }
}
