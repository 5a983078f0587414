package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;

/** Launches Jettys with more modules, for applications of one environment. */
class JettyLauncher extends ServerLauncher {

  private final JettyLine line;
  private final String environment;
  private final String[] modules;

  JettyLauncher(JettyLine line, String environment, String... modules) {
    this.line = line;
    this.environment = environment;
    this.modules = modules.clone();
  }

  /** Adds what an administrator adds to a node. */
  void equip(JettySetup node, NodePlan plan) {}

  @Override
  final ServerNode setUp(NodePlan plan) {
    JettySetup node =
        line.distribution()
            .newNode("node" + plan.number(), plan.workDirectory())
            .user(NodePlan.MEMBER, NodePlan.MEMBER_PASSWORD, NodePlan.MEMBER_ROLE)
            .modules(modules);
    equip(node, plan);
    for (WebApp application : plan.applications()) {
      Path war = application.unpackTo(plan.workDirectory().resolve("wars"));
      node.webapp(environment, war.getFileName().toString(), war);
    }
    return node.create();
  }
}
