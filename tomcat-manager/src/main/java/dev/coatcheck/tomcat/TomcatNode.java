package dev.coatcheck.tomcat;

import dev.coatcheck.Coatcheck;
import java.util.Objects;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.jspecify.annotations.Nullable;

/**
 * One Tomcat server as a node of the fleet: its contexts share one client. Hangs on the {@link
 * Server} as a listener and not on a static, so that two servers in one JVM are two nodes. Added by
 * the first {@link CoatcheckManager} that starts; nobody has to configure it. Thread-safe.
 */
public final class TomcatNode implements LifecycleListener {

  private final RequestScopes scopes = new RequestScopes();
  private @Nullable Coatcheck coatcheck;
  private int applications;

  /** The node of the server that a context belongs to, with one more application on it. */
  static TomcatNode join(Context context) {
    Lifecycle server = serverOf(context);
    TomcatNode node = null;
    synchronized (server) { // contexts may start in parallel
      for (LifecycleListener listener : server.findLifecycleListeners()) {
        if (listener instanceof TomcatNode present) {
          node = present;
        }
      }
      if (node == null) {
        node = new TomcatNode();
        server.addLifecycleListener(node);
      }
    }
    node.retain();
    return node;
  }

  /** The core's part of this node. */
  synchronized Coatcheck coatcheck() {
    return Objects.requireNonNull(coatcheck, "no application on this node");
  }

  synchronized boolean isOpen() {
    return coatcheck != null;
  }

  RequestScopes scopes() {
    return scopes;
  }

  /** An application is stopped; the last one closes the client. */
  synchronized void release() {
    applications--;
    if (applications <= 0) {
      close();
    }
  }

  /** The server is down: closes what a context that failed to stop has left open. */
  @Override
  public synchronized void lifecycleEvent(LifecycleEvent event) {
    if (Lifecycle.AFTER_STOP_EVENT.equals(event.getType())) {
      close();
    }
  }

  private synchronized void retain() {
    applications++;
    if (coatcheck == null) {
      coatcheck = Coatcheck.newNode();
    }
  }

  private void close() {
    Coatcheck closing = coatcheck;
    coatcheck = null;
    applications = 0;
    scopes.clear();
    if (closing != null) {
      closing.close();
    }
  }

  /** The server, or whatever is outermost where somebody runs containers without one. */
  private static Lifecycle serverOf(Context context) {
    Container outermost = context;
    while (outermost.getParent() != null) {
      outermost = outermost.getParent();
    }
    Service service = outermost instanceof Engine engine ? engine.getService() : null;
    Server server = service == null ? null : service.getServer();
    return server == null ? outermost : server;
  }
}
