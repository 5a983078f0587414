package dev.coatcheck.jetty;

import dev.coatcheck.Application;
import dev.coatcheck.ApplicationSpec;
import dev.coatcheck.Coatcheck;
import dev.coatcheck.config.InvalidSettingsException;
import dev.coatcheck.config.Settings;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SessionId;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.session.SessionContext;

/** The start of one context's sessions. */
final class Starting {

  private static final String ANY_ID = "0123456789abcdef";

  private final SessionContext context;
  private final ContextHandler handler;
  private final String name;

  private Starting(SessionContext context, ContextHandler handler) {
    this.context = context;
    this.handler = handler;
    this.name = JettySettings.application(context.getContext()).value();
  }

  /**
   * The start of the sessions of a context.
   *
   * @throws IllegalStateException when there is no context that could have sessions
   */
  static Starting of(SessionContext context) {
    if (context.getContext() instanceof ContextHandler.ScopedContext scoped) {
      return new Starting(context, scoped.getContextHandler());
    }
    throw new IllegalStateException(
        "Coatcheck keeps the sessions of contexts; put the SessionHandler into a ContextHandler");
  }

  /**
   * Opens the application; Redis need not be there.
   *
   * @throws IllegalArgumentException naming all settings that are wrong
   */
  RunningApplication start(Map<String, String> ofStore, Map<String, String> ofFactory)
      throws IOException {
    Settings settings;
    try {
      settings = JettySettings.load(context.getContext(), ofStore, ofFactory);
    } catch (InvalidSettingsException e) { // its message says it all, once is enough
      throw new IllegalArgumentException("Context " + name + " is not started: " + e.getMessage());
    }
    refuseUnusableIds();
    Server server = handler.getServer();
    JettyNode node = JettyNode.join(server);
    boolean started = false;
    try {
      RunningApplication running =
          new RunningApplication(
              context, node, name, () -> handler.removeEventListener(node.scopes()));
      running.opened(open(running, settings));
      handler.addEventListener(node.scopes());
      context
          .getContext()
          .setAttribute(Coatcheck.ADAPTER_ATTRIBUTE, CoatcheckSessionDataStore.class.getName());
      started = true;
      return running;
    } finally {
      if (!started) {
        node.release();
      }
    }
  }

  private Application open(RunningApplication running, Settings settings) {
    return running
        .node()
        .coatcheck()
        .open(
            new ApplicationSpec(
                name,
                settings,
                loader(),
                (LiveSession expired) -> context.run(() -> running.expire(expired)),
                ApplicationSpec.mbeanName(name, running.node().coatcheck().nodeId())));
  }

  private ClassLoader loader() {
    ClassLoader ofContext = context.getContext().getClassLoader();
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    if (ofContext != null) {
      return ofContext;
    }
    return ofThread == null ? Starting.class.getClassLoader() : ofThread;
  }

  /** Ids with an odd worker name would be taken for forged ones when they come back. */
  private void refuseUnusableIds() {
    var ids = context.getSessionManager().getSessionIdManager();
    if (SessionId.parse(ids.getExtendedId(ANY_ID, null)) == null
        || SessionId.parse(ids.getWorkerName() + ANY_ID) == null) {
      throw new IllegalArgumentException(
          "Context "
              + name
              + " is not started: the worker name \""
              + ids.getWorkerName()
              + "\" is a part of session ids and may only hold [A-Za-z0-9_-]; set"
              + " jetty.sessionIdManager.workerName to nothing, no node needs one");
    }
  }
}
