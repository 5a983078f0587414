package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Launches Tomcats with the sessions that an adapter gives them. */
abstract class TomcatLauncher extends ServerLauncher {

  private final TomcatDistribution tomcat;
  private final BiFunction<WebApp, Path, Path> unpacking;

  /**
   * @param unpacking writes an application, unpacked, to a new directory below another one
   */
  TomcatLauncher(TomcatDistribution tomcat, BiFunction<WebApp, Path, Path> unpacking) {
    this.tomcat = tomcat;
    this.unpacking = unpacking;
  }

  /** Adds what an administrator adds to a node. */
  void equip(TomcatSetup node, NodePlan plan) {}

  /** Adds what an administrator adds to an unpacked application. */
  void equip(Path war, NodePlan plan) {}

  @Override
  final ServerNode setUp(NodePlan plan) {
    TomcatSetup node =
        tomcat
            .newNode("node" + plan.number(), plan.workDirectory())
            .user(NodePlan.MEMBER, NodePlan.MEMBER_PASSWORD, NodePlan.MEMBER_ROLE);
    equip(node, plan);
    for (WebApp application : plan.applications()) {
      Path war = unpacking.apply(application, plan.workDirectory().resolve("wars"));
      equip(war, plan);
      node.webapp(war.getFileName().toString(), war);
    }
    return node.create();
  }
}
