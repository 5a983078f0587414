package dev.coatcheck.jetty.embedded;

import dev.coatcheck.jetty.CoatcheckSessionCacheFactory;
import dev.coatcheck.jetty.CoatcheckSessionDataStoreFactory;
import dev.coatcheck.testkit.http.ContainerHabits;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;

/** Launches Jetties that have our store and our cache. */
final class EmbeddedJettyWithUs implements NodeLauncher {

  private final String workerName;

  private EmbeddedJettyWithUs(String workerName) {
    this.workerName = workerName;
  }

  /** Each node has this name, the empty one by default. */
  static EmbeddedJettyWithUs named(String workerName) {
    return new EmbeddedJettyWithUs(workerName);
  }

  static EmbeddedJettyWithUs plain() {
    return named("");
  }

  @Override
  public Node launch(NodePlan plan) {
    return new EmbeddedJetty(plan, server -> configure(server, plan));
  }

  @Override
  public ContainerHabits habits() {
    return ContainerHabits.JETTY_EE10;
  }

  private void configure(Server server, NodePlan plan) {
    CoatcheckSessionDataStoreFactory stores = new CoatcheckSessionDataStoreFactory();
    stores.setProperty("redis", plan.redis().toString());
    plan.settings().forEach(stores::setProperty);
    server.addBean(stores);
    server.addBean(new CoatcheckSessionCacheFactory());
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName(workerName);
    server.addBean(ids, true);
  }
}
