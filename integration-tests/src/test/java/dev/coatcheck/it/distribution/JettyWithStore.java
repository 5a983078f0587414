package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.jetty.JettySetup;

/** Launches Jettys with the archive unpacked and the module added. */
final class JettyWithStore extends JettyLauncher {

  private static final String PREFIX = "jetty.session.coatcheck.";

  JettyWithStore(JettyLine line, String environment) {
    super(line, environment);
  }

  @Override
  void equip(JettySetup node, NodePlan plan) {
    node.unpack(Installation.archive())
        .modules("session-store-coatcheck")
        .property(PREFIX + "redis", plan.redis().toString());
    plan.settings().forEach((name, value) -> node.property(PREFIX + name, value));
  }
}
