package dev.coatcheck.tomcat;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * A request listener that is told last (the first of the list: ends are told in reverse order):
 * once it was called, nothing of the application runs any more within the request, and what it was
 * handed out need not be looked at again. Thread-safe.
 */
final class RequestEnd implements ServletRequestListener {

  private final RequestScopes scopes;

  RequestEnd(RequestScopes scopes) {
    this.scopes = scopes;
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    RequestScope scope = scopes.ofRequest();
    if (scope != null) {
      scope.leftRequestListeners();
    }
  }
}
