package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.server.ServerNode;
import java.net.URI;
import java.util.concurrent.Executor;

/** Launches real servers for the contracts, each node of a fleet a process of its own. */
abstract class ServerLauncher implements NodeLauncher {

  /** Sets up a node in the plan's directory, without starting it. */
  abstract ServerNode setUp(NodePlan plan);

  /** All at once: each needs seconds. */
  @Override
  public final Executor starter() {
    return starting -> new Thread(starting, "node-starter").start();
  }

  @Override
  public final Node launch(NodePlan plan) {
    RunningServer running = new RunningServer(setUp(plan));
    boolean started = false;
    try {
      running.server().start();
      started = true;
      return running;
    } finally {
      if (!started) {
        running.close();
      }
    }
  }

  private record RunningServer(ServerNode server) implements Node {

    @Override
    public URI uri() {
      return server.uri("");
    }

    @Override
    public void close() {
      try (server) {
        if (server.isRunning()) {
          server.stop();
        }
      }
    }
  }
}
