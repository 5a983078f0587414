package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashMap;
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
 * @param path of the cookie
 * @param attributes of the cookie, besides those that have a method of their own
 */
record SessionCookie(
    String name,
    String path,
    SessionCookieConfig config,
    Map<String, String> attributes,
    Set<SessionTrackingMode> modes) {

  private static final String DEFAULT_NAME = "JSESSIONID";
  private static final String DEFAULT_PARAMETER = "jsessionid";
  private static final String SET_COOKIE = "Set-Cookie";
  private static final String HTTP_ONLY = "HttpOnly";

  /** What has a method of its own, in all versions of the API. */
  private static final Set<String> STANDARD =
      Set.of("name", "domain", "path", "comment", "max-age", "secure", "httponly", "expires");

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
        path(context),
        context.getSessionCookieConfig(),
        attributes(context),
        context.getEffectiveSessionTrackingModes());
  }

  /** How the id is called in URLs. */
  String parameter() {
    return name.equals(DEFAULT_NAME) ? DEFAULT_PARAMETER : name;
  }

  boolean isUsed() {
    return modes.contains(SessionTrackingMode.COOKIE);
  }

  boolean isUrlUsed() {
    return modes.contains(SessionTrackingMode.URL);
  }

  /**
   * Tells the client an id, in the place of one that it was told earlier in the response. As a
   * header, for some containers keep cookies when a response is reset.
   *
   * @param response of the container
   * @param secure whether the request came by TLS
   */
  void issue(String id, HttpServletResponse response, boolean secure) {
    Collection<String> headers = response.getHeaders(SET_COOKIE);
    List<String> others =
        headers.stream().filter(header -> !header.startsWith(name + "=")).toList();
    if (others.size() == headers.size()) {
      response.addHeader(SET_COOKIE, header(id, secure));
      return;
    }
    response.setHeader(SET_COOKIE, header(id, secure));
    others.forEach(header -> response.addHeader(SET_COOKIE, header));
  }

  /** Whether a response tells this id. */
  boolean isIn(HttpServletResponse response, String id) {
    return response.getHeaders(SET_COOKIE).stream()
        .anyMatch(header -> header.startsWith(name + "=" + id));
  }

  private String header(String id, boolean secure) {
    StringBuilder header = new StringBuilder(name).append('=').append(id);
    header.append("; Path=").append(path);
    if (config.getDomain() != null) {
      header.append("; Domain=").append(config.getDomain());
    }
    if (config.getMaxAge() >= 0) {
      header.append("; Max-Age=").append(config.getMaxAge());
    }
    if (secure || config.isSecure()) {
      header.append("; Secure");
    }
    if (config.isHttpOnly() || !isSet(attributes, HTTP_ONLY)) {
      header.append("; ").append(HTTP_ONLY);
    }
    attributes.forEach(
        (attribute, value) -> {
          if (value != null && !STANDARD.contains(attribute.toLowerCase(Locale.ROOT))) {
            header.append("; ").append(attribute).append(value.isEmpty() ? "" : "=" + value);
          }
        });
    return header.toString();
  }

  private static Map<String, String> attributes(ServletContext context) {
    try {
      return context.getSessionCookieConfig().getAttributes();
    } catch (NoSuchMethodError servlet5) {
      String sameSite = JettySameSite.of(context);
      Map<String, String> attributes = new HashMap<>();
      attributes.put(HTTP_ONLY, ""); // is said there by us at least, see CoatcheckInitializer
      if (sameSite != null) {
        attributes.put("SameSite", sameSite);
      }
      return attributes;
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
