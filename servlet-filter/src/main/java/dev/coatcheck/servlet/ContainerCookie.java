package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * How the cookie of the container's own session is called, where it had to make way for ours.
 * Immutable.
 *
 * @param name of the container's cookie
 * @param configured the name that the application has configured, or the default one
 */
record ContainerCookie(String name, String configured) {

  static final String ATTRIBUTE = ContainerCookie.class.getName();

  private static final String DEFAULT_NAME = "JSESSIONID";
  private static final String SUFFIX = "_NODE";

  static ContainerCookie insteadOf(@Nullable String configured) {
    String before = configured == null || configured.isEmpty() ? DEFAULT_NAME : configured;
    if (before.endsWith(
        SUFFIX)) { // by us, before the container stopped and started the application
      before = before.substring(0, before.length() - SUFFIX.length());
    }
    return new ContainerCookie(before + SUFFIX, before);
  }

  /** The container keeps the sessions itself: its cookie gets back the name that is configured. */
  static void giveBack(ServletContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof ContainerCookie renamed) {
      context.getSessionCookieConfig().setName(renamed.configured());
      context.removeAttribute(ATTRIBUTE);
    }
  }

  /** The name that the application has configured for its session cookie, or null. */
  static @Nullable String configuredName(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof ContainerCookie renamed
        ? renamed.configured()
        : context.getSessionCookieConfig().getName();
  }
}
