package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Puts the session's id into the links of a page, for clients that have not shown that they take
 * cookies (Servlet 6.0 §7.1.3). Only links back into the application get it. Confined to a request.
 */
final class SessionUrls {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final RequestScope scope;

  SessionUrls(RequestScope scope) {
    this.scope = scope;
  }

  /** The URL, with the id where it is needed. */
  String encoded(String url) {
    SessionCookie cookie = scope.application().cookie();
    RequestedIds.Literal requested = scope.requested().literal();
    boolean takesCookies = requested != null && requested.way() == RequestedIds.Way.COOKIE;
    if (!cookie.isUrlUsed() || takesCookies || !leadsBack(url)) {
      return url;
    }
    SessionView session = scope.session();
    String start = ";" + cookie.parameter() + "=";
    if (session == null || url.contains(start)) {
      return url;
    }
    int end = endOfPath(url, 0);
    return url.substring(0, end) + start + session.getId() + url.substring(end);
  }

  private boolean leadsBack(String url) {
    if (url.isEmpty() || url.startsWith("#") || url.startsWith("?")) {
      return false;
    }
    String path = url;
    int host = url.indexOf("//");
    int colon = url.indexOf(':');
    boolean hasScheme = colon > 0 && colon < endOfPath(url, 0) && url.indexOf('/') > colon;
    if (hasScheme && host != colon + 1) {
      return false; // mailto: and the like
    }
    if (hasScheme || host == 0) {
      int start = endOfAuthority(url, host + 2);
      String origin =
          (hasScheme ? "" : scope.request().getScheme() + ":") + url.substring(0, start);
      if (!origin.toLowerCase(Locale.ROOT).equals(origin(false))
          && !origin.toLowerCase(Locale.ROOT).equals(origin(true))) {
        return false;
      }
      path = url.substring(start);
    } else if (colon > 0 && colon < endOfPath(url, 0) && url.indexOf('/') < 0) {
      return false; // javascript: and the like
    }
    return !path.startsWith("/") ? !path.isEmpty() : isInContext(path);
  }

  private boolean isInContext(String path) {
    String context = scope.request().getContextPath();
    return path.startsWith(context)
        && (path.length() == context.length()
            || "/;?#".indexOf(path.charAt(context.length())) >= 0);
  }

  private String origin(boolean withDefaultPort) {
    HttpServletRequest request = scope.request();
    String scheme = request.getScheme().toLowerCase(Locale.ROOT);
    int port = request.getServerPort();
    boolean isDefault = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    return scheme + "://" + host + (isDefault && !withDefaultPort ? "" : ":" + port);
  }

  private static int endOfAuthority(String url, int from) {
    int slash = url.indexOf('/', from);
    return slash < 0 ? endOfPath(url, from) : Math.min(slash, endOfPath(url, from));
  }

  private static int endOfPath(String url, int from) {
    int end = from;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    return end;
  }
}
