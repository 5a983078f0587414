package dev.coatcheck.servlet;

import dev.coatcheck.Application;
import dev.coatcheck.ApplicationSpec;
import dev.coatcheck.Coatcheck;
import dev.coatcheck.config.InvalidSettingsException;
import dev.coatcheck.config.Settings;
import dev.coatcheck.session.LiveSession;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The start of one application's sessions. */
final class Starting {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");
  private static final String FILTER_ATTRIBUTE = CoatcheckFilter.class.getName();

  private final FilterConfig config;
  private final ServletContext context;
  private final String name;

  private Starting(FilterConfig config) {
    this.config = config;
    this.context = config.getServletContext();
    this.name = FilterSettings.application(context).value();
  }

  static Starting of(FilterConfig config) {
    return new Starting(config);
  }

  /**
   * Opens the application; Redis need not be there.
   *
   * @return null when an adapter of the container keeps the application's sessions
   * @throws ServletException naming all that is wrong
   */
  @Nullable RunningApplication start() throws ServletException {
    Object adapter = context.getAttribute(Coatcheck.ADAPTER_ATTRIBUTE);
    if (adapter != null) {
      LOG.log(
          Level.INFO,
          "The filter does nothing, because the sessions are kept by {0}, context={1}",
          adapter,
          name);
      giveBackCookie();
      return null;
    }
    refuseASecondOne();
    Settings settings = settings();
    Coatcheck node = Coatcheck.newNode();
    boolean started = false;
    try {
      RunningApplication running =
          new RunningApplication(
              context,
              name,
              node,
              SessionCookie.of(context, ContainerCookie.configuredName(context)),
              new SessionEventTeller(new ListenerDiscovery(context)::listeners));
      running.opened(open(running, node, settings));
      started = true;
      warn(WebXml.of(context));
      return running;
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  private void giveBackCookie() {
    try {
      ContainerCookie.giveBack(context);
    } catch (IllegalStateException e) {
      LOG.log(
          Level.WARNING,
          "The container''s session cookie has another name than the application has configured,"
              + " because the filter is in the application as well; remove the jar, or set the context"
              + " parameter {0} to false, context={1}",
          CoatcheckInitializer.REGISTER,
          name);
    }
  }

  private Settings settings() throws ServletException {
    try {
      return FilterSettings.load(config);
    } catch (InvalidSettingsException e) { // its message says it all, once is enough
      throw new ServletException("Application " + name + " is not started: " + e.getMessage());
    } catch (IOException e) {
      throw new ServletException("coatcheck.properties cannot be read", e);
    }
  }

  private Application open(RunningApplication running, Coatcheck node, Settings settings) {
    return node.open(
        new ApplicationSpec(
            name,
            settings,
            context.getClassLoader(),
            (LiveSession expired) -> running.expired(expired),
            ApplicationSpec.mbeanName(name, node.nodeId())));
  }

  /** By name, for the other one may be of another copy of the jar. */
  private void refuseASecondOne() throws ServletException {
    Object first = context.getAttribute(FILTER_ATTRIBUTE);
    if (first != null && !first.equals(config.getFilterName())) {
      throw new ServletException(
          "Application "
              + name
              + " is not started: the filters \""
              + first
              + "\" and \""
              + config.getFilterName()
              + "\" are both "
              + FILTER_ATTRIBUTE
              + "; leave one of them in web.xml, and one copy of the jar in the class path");
    }
    context.setAttribute(FILTER_ATTRIBUTE, config.getFilterName());
  }

  private void warn(WebXml webXml) {
    List<String> earlier = webXml.mappedBeforeOurs();
    if (!earlier.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Filters that are mapped before ours see the container''s sessions instead of the"
              + " application''s; move the filter-mapping of {0} before theirs, or leave it out of"
              + " web.xml, filters={1}, context={2}",
          config.getFilterName(),
          String.join(", ", earlier),
          name);
    }
    if (!webXml.ours().isEmpty()
        && !webXml.dispatchers().containsAll(List.of("REQUEST", "ERROR", "ASYNC"))) {
      LOG.log(
          Level.WARNING,
          "The filter is not called for all that use the session; give the filter-mapping of {0} a"
              + " <dispatcher> for REQUEST, ERROR and ASYNC, context={1}",
          config.getFilterName(),
          name);
    }
    if (webXml.formLogin()) {
      LOG.log(
          Level.WARNING,
          "The container keeps logins by its form in a session of its own on this node, which no"
              + " filter can share; use the adapter for Tomcat or Jetty, context={0}",
          name);
    }
  }
}
