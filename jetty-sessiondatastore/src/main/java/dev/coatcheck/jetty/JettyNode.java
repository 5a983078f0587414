package dev.coatcheck.jetty;

import dev.coatcheck.Coatcheck;
import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * One Jetty server as a node of the fleet: its contexts share one client. Hangs on the {@link
 * Server} as a bean and not on a static, so that two servers in one JVM are two nodes. Jetty stops
 * such beans before the contexts have saved their last sessions; hence this one has no life cycle,
 * its last application closes the client. Thread-safe.
 */
final class JettyNode {

  private final RequestScopes scopes = new RequestScopes();
  private @Nullable Coatcheck coatcheck;
  private int applications;

  /** The node of a server, with one more application on it. */
  static JettyNode join(Server server) {
    JettyNode node;
    synchronized (server) { // contexts may start in parallel
      node = server.getBean(JettyNode.class);
      if (node == null) {
        node = new JettyNode();
        server.addBean(node, false);
      }
    }
    node.retain();
    return node;
  }

  /** The core's part of this node. */
  synchronized Coatcheck coatcheck() {
    return Objects.requireNonNull(coatcheck, "no application on this node");
  }

  RequestScopes scopes() {
    return scopes;
  }

  /** An application is stopped; the last one closes the client. */
  synchronized void release() {
    applications--;
    if (applications == 0 && coatcheck != null) {
      coatcheck.close();
      coatcheck = null;
    }
  }

  private synchronized void retain() {
    applications++;
    if (coatcheck == null) {
      coatcheck = Coatcheck.newNode();
    }
  }

  @Override
  public synchronized String toString() {
    return "CoatcheckNode[" + (coatcheck == null ? "closed" : coatcheck.nodeId()) + "]";
  }
}
