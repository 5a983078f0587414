package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * How the cookie of the container's own session is called, where it had to make way for ours.
 * Immutable.
 *
 * @param name of the container's cookie
 * @param configured the name that the application has configured; null when it has none
 */
record ContainerCookie(String name, @Nullable String configured) {

  static final String ATTRIBUTE = ContainerCookie.class.getName();

  private static final String DEFAULT_NAME = "JSESSIONID";
  private static final String SUFFIX = "_NODE";

  static ContainerCookie insteadOf(@Nullable String configured) {
    boolean named = configured != null && !configured.isEmpty();
    return new ContainerCookie((named ? configured : DEFAULT_NAME) + SUFFIX, configured);
  }

  /** The name that the application has configured for its session cookie, or null. */
  static @Nullable String configuredName(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof ContainerCookie renamed
        ? renamed.configured()
        : context.getSessionCookieConfig().getName();
  }
}
