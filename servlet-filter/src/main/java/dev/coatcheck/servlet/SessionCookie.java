package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How clients are told their session's id: by the cookie that the application has configured, and
 * in URLs where its tracking modes allow it (Servlet 6.0 §7.1). Immutable.
 *
 * @param name of the cookie
 * @param parameter of URLs
 * @param path of the cookie
 */
record SessionCookie(
    String name,
    String parameter,
    String path,
    SessionCookieConfig config,
    Set<SessionTrackingMode> modes) {

  private static final String DEFAULT_NAME = "JSESSIONID";
  private static final String DEFAULT_PARAMETER = "jsessionid";
  private static final String SET_COOKIE = "Set-Cookie";
  private static final String HTTP_ONLY = "HttpOnly";

  /** What has a method of its own, in all versions of the API. */
  private static final Set<String> STANDARD =
      Set.of("domain", "path", "comment", "max-age", "secure", "httponly", "expires");

  SessionCookie {
    modes = Set.copyOf(modes);
  }

  /**
   * As the application has configured it.
   *
   * @param configuredName null where the application has set none
   */
  static SessionCookie of(ServletContext context, @Nullable String configuredName) {
    String name =
        configuredName == null || configuredName.isEmpty() ? DEFAULT_NAME : configuredName;
    return new SessionCookie(
        name,
        name.equals(DEFAULT_NAME) ? DEFAULT_PARAMETER : name,
        path(context),
        context.getSessionCookieConfig(),
        context.getEffectiveSessionTrackingModes());
  }

  boolean isUsed() {
    return modes.contains(SessionTrackingMode.COOKIE);
  }

  boolean isUrlUsed() {
    return modes.contains(SessionTrackingMode.URL);
  }

  /**
   * Tells the client an id, in the place of one that it was told earlier in the response.
   *
   * @param response of the container
   * @param secure whether the request came by TLS
   */
  void issue(String id, HttpServletResponse response, boolean secure) {
    response.addCookie(cookie(id, secure));
    List<String> kept = new ArrayList<>();
    String ours = null;
    Collection<String> headers = response.getHeaders(SET_COOKIE);
    for (String header : headers) {
      if (header.startsWith(name + "=")) {
        ours = header;
      } else {
        kept.add(header);
      }
    }
    if (ours == null || headers.size() == kept.size() + 1) {
      return;
    }
    response.setHeader(SET_COOKIE, ours);
    kept.forEach(header -> response.addHeader(SET_COOKIE, header));
  }

  /** Whether a response tells this id; false where a container shows no cookies as headers. */
  boolean isIn(HttpServletResponse response, String id) {
    return response.getHeaders(SET_COOKIE).stream()
        .anyMatch(header -> header.startsWith(name + "=" + id));
  }

  private Cookie cookie(String id, boolean secure) {
    Cookie cookie = new Cookie(name, id);
    cookie.setPath(path);
    if (config.getDomain() != null) {
      cookie.setDomain(config.getDomain());
    }
    cookie.setMaxAge(config.getMaxAge());
    cookie.setSecure(secure || config.isSecure());
    try {
      Map<String, String> attributes = config.getAttributes();
      cookie.setHttpOnly(config.isHttpOnly() || !isSet(attributes, HTTP_ONLY));
      attributes.forEach(
          (attribute, value) -> {
            if (!STANDARD.contains(attribute.toLowerCase(Locale.ROOT))) {
              cookie.setAttribute(attribute, value);
            }
          });
    } catch (NoSuchMethodError servlet5) { // which has no attributes
      cookie.setHttpOnly(true);
      comment(cookie);
    }
    return cookie;
  }

  /** Where Jetty's applications of Servlet 5.0 and before write what SameSite is to be. */
  @SuppressWarnings({"removal", "deprecation"})
  private void comment(Cookie cookie) {
    String comment = config.getComment();
    if (comment != null) {
      cookie.setComment(comment);
    }
  }

  private static boolean isSet(Map<String, String> attributes, String name) {
    return attributes.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private static String path(ServletContext context) {
    String configured = context.getSessionCookieConfig().getPath();
    if (configured != null && !configured.isEmpty()) {
      return configured;
    }
    String path = context.getContextPath();
    try {
      return path.isEmpty() ? "/" : new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return path;
    }
  }
}
