package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettyDistribution;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;

/** Launches Jettys whose applications, of one environment, have the filter. */
final class JettyWithFilter extends ServerLauncher {

  private final JettyDistribution jetty;
  private final String environment;
  private final FilterJar filter;
  private final BiFunction<WebApp, Path, Path> unpacking;

  private JettyWithFilter(
      JettyDistribution jetty,
      String environment,
      FilterJar filter,
      BiFunction<WebApp, Path, Path> unpacking) {
    this.jetty = jetty;
    this.environment = environment;
    this.filter = filter;
    this.unpacking = unpacking;
  }

  /** Applications of Servlet 5.0. */
  static JettyWithFilter ofEe9() {
    return new JettyWithFilter(
        JettyLine.JETTY_12_0.distribution(), "ee9", FilterJar.ofJakarta(), WebApp::unpackTo);
  }

  /** Applications of Java EE. */
  static JettyWithFilter ofEe8() {
    JettyDistribution jetty = JettyLine.JETTY_12_0.distribution();
    return new JettyWithFilter(jetty, "ee8", FilterJar.ofJavaEe(), JavaEeWar.of(jetty)::unpack);
  }

  @Override
  public Map<Feature, String> missing() {
    return Map.of(
        Feature.CONTAINER_LOGIN, "containers log in before filters run, in a session of their own");
  }

  @Override
  ServerNode setUp(NodePlan plan) {
    JettySetup node =
        jetty
            .newNode("node" + plan.number(), plan.workDirectory())
            .user(NodePlan.MEMBER, NodePlan.MEMBER_PASSWORD, NodePlan.MEMBER_ROLE);
    for (WebApp application : plan.applications()) {
      Path war = unpacking.apply(application, plan.workDirectory().resolve("wars"));
      filter.addTo(war, plan);
      node.webapp(environment, war.getFileName().toString(), war);
    }
    return node.create();
  }
}
