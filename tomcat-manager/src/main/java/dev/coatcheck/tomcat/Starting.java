package dev.coatcheck.tomcat;

import dev.coatcheck.Application;
import dev.coatcheck.ApplicationSpec;
import dev.coatcheck.Coatcheck;
import dev.coatcheck.config.InvalidSettingsException;
import dev.coatcheck.config.Settings;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SessionId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.catalina.Authenticator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;

/** The start of one context's sessions. */
final class Starting {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private final CoatcheckManager manager;
  private final Context context;
  private final Settings settings;

  private Starting(CoatcheckManager manager, Settings settings) {
    this.manager = manager;
    this.context = manager.getContext();
    this.settings = settings;
  }

  /**
   * Reads the settings.
   *
   * @throws LifecycleException naming all that is wrong
   */
  static Starting of(CoatcheckManager manager, Map<String, String> attributes)
      throws LifecycleException {
    try {
      return new Starting(manager, TomcatSettings.load(manager.getContext(), attributes));
    } catch (InvalidSettingsException e) { // its message says it all, once is enough
      throw new LifecycleException(
          "Context " + manager.contextName() + " is not started: " + e.getMessage());
    } catch (IOException e) {
      throw new LifecycleException("coatcheck.properties cannot be read", e);
    }
  }

  /** Opens the application; Redis need not be there. */
  RunningApplication start() throws LifecycleException {
    refuseUnusableIds();
    TomcatNode node = TomcatNode.join(context);
    boolean started = false;
    try {
      RunningApplication running =
          RunningApplication.start(manager, node, application -> open(node, application));
      started = true;
      tellRequestsEnd(node.scopes());
      context
          .getServletContext()
          .setAttribute(Coatcheck.ADAPTER_ATTRIBUTE, CoatcheckManager.class.getName());
      warn();
      return running;
    } finally {
      if (!started) {
        node.release();
      }
    }
  }

  private Application open(TomcatNode node, RunningApplication application) {
    return node.coatcheck()
        .open(
            new ApplicationSpec(
                TomcatSettings.application(context).value(),
                settings,
                context.getLoader().getClassLoader(),
                (LiveSession expired) -> application.view(expired).expireClaimed(),
                mbeanName(node)));
  }

  /** Ids of an odd generator or route would be taken for forged ones when they come back. */
  private void refuseUnusableIds() throws LifecycleException {
    if (SessionId.parse(manager.newSessionId()) == null) {
      throw new LifecycleException(
          "Context "
              + manager.contextName()
              + " is not started: the SessionIdGenerator makes ids other than"
              + " [A-Za-z0-9_-]{16,128} with an optional .jvmRoute of [A-Za-z0-9_.-]{1,64};"
              + " set its sessionIdLength to 8 or more, and a jvmRoute of such characters");
    }
  }

  private void tellRequestsEnd(RequestScopes scopes) {
    Object[] listeners = context.getApplicationEventListeners();
    List<Object> more = new ArrayList<>();
    more.add(new RequestEnd(scopes));
    if (listeners != null) {
      more.addAll(Arrays.asList(listeners));
    }
    context.setApplicationEventListeners(more.toArray());
  }

  private void warn() {
    if (!manager.seesCommits()) {
      LOG.log(
          Level.WARNING,
          "This Tomcat does not let commits be observed; sessions are saved at the end of a"
              + " request, which is too late for responses that are flushed before, context={0}",
          manager.contextName());
    }
    if (manager.getMaxActiveSessions() >= 0) {
      LOG.log(
          Level.WARNING,
          "maxActiveSessions has no effect, sessions are in Redis; cacheSize limits what this node"
              + " keeps of them, context={0}",
          manager.contextName());
    }
    for (Valve valve : context.getPipeline().getValves()) {
      if (valve instanceof SessionValve) {
        return;
      }
      if (valve instanceof Authenticator) {
        LOG.log(
            Level.WARNING,
            "The authenticator stands before the Manager, its redirects may overtake the session;"
                + " write <Manager> before <Valve> in context.xml, context={0}",
            manager.contextName());
      }
    }
  }

  /** Beside Tomcat's own; with the node's id where another server of this JVM has that name. */
  private ObjectName mbeanName(TomcatNode node) {
    String name =
        context.getDomain()
            + ":"
            + manager
                .getObjectNameKeyProperties()
                .replace("type=Manager", "type=CoatcheckSessions");
    try {
      ObjectName plain = new ObjectName(name);
      return ManagementFactory.getPlatformMBeanServer().isRegistered(plain)
          ? new ObjectName(name + ",node=" + node.coatcheck().nodeId())
          : plain;
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException("Tomcat's own MBeans have names like this one: " + name, e);
    }
  }
}
