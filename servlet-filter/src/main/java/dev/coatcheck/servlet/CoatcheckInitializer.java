package dev.coatcheck.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the filter in front of an application that has its jar and does not name it in web.xml. Runs
 * also where web.xml is {@code metadata-complete} (Servlet 6.0 §8.2.4); an {@code
 * <absolute-ordering>} that leaves the fragment {@code coatcheck} out keeps it away.
 *
 * <p>A context parameter {@code coatcheck.register} with the value {@code false} keeps it away,
 * too, for a jar that all applications of a server share. Called by the container.
 */
@HandlesTypes({
  HttpSessionListener.class,
  HttpSessionAttributeListener.class,
  HttpSessionIdListener.class
})
public final class CoatcheckInitializer implements ServletContainerInitializer {

  /** The context parameter that keeps the filter out of an application. */
  static final String REGISTER = "coatcheck.register";

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");
  private static final String FILTER = "coatcheck";

  /** A new one, for the container. */
  public CoatcheckInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    boolean inWebXml = isInWebXml(context);
    if (!inWebXml && "false".equalsIgnoreCase(context.getInitParameter(REGISTER))) {
      LOG.log(
          Level.INFO,
          "The filter is not registered, because the context parameter {0} is false, context={1}",
          REGISTER,
          context.getContextPath());
      return;
    }
    DeclaredListeners.remember(context, classes);
    WebXml webXml = WebXml.of(context);
    leaveCookieToUs(context);
    if (!webXml.scriptableCookie()) { // later, Jetty does not tell what was said from what was not
      context.getSessionCookieConfig().setHttpOnly(true);
    }
    if (inWebXml) {
      return;
    }
    FilterRegistration.Dynamic filter = context.addFilter(FILTER, new CoatcheckFilter());
    if (filter == null) {
      LOG.log(
          Level.WARNING,
          "The filter is not registered, because another one is named {0}; declare {1} in web.xml,"
              + " context={2}",
          FILTER,
          CoatcheckFilter.class.getName(),
          context.getContextPath());
      return;
    }
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
  }

  private static boolean isInWebXml(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .anyMatch(filter -> CoatcheckFilter.class.getName().equals(filter.getClassName()));
  }

  /**
   * The container may get a session of its own before any filter is called: for its login form, or
   * by a request listener such as that of CDI. Under one name the two cookies would replace each
   * other, and log the user out; the application's name is for ours.
   */
  private static void leaveCookieToUs(ServletContext context) {
    SessionCookieConfig config = context.getSessionCookieConfig();
    ContainerCookie renamed = ContainerCookie.insteadOf(config.getName());
    config.setName(renamed.name());
    context.setAttribute(ContainerCookie.ATTRIBUTE, renamed);
  }
}
