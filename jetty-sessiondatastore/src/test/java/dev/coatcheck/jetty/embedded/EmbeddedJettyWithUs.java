package dev.coatcheck.jetty.embedded;

import dev.coatcheck.jetty.CoatcheckSessionCacheFactory;
import dev.coatcheck.jetty.CoatcheckSessionDataStoreFactory;
import dev.coatcheck.testkit.embedded.EmbeddedJetty;
import dev.coatcheck.testkit.http.ContainerHabits;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.NullSessionCacheFactory;
import org.eclipse.jetty.session.SessionCacheFactory;

/** Launches Jetties that have our store and our cache. */
final class EmbeddedJettyWithUs implements NodeLauncher {

  private final String workerName;
  private final Supplier<SessionCacheFactory> caches;
  private final Map<Feature, String> missing;

  private EmbeddedJettyWithUs(
      String workerName, Supplier<SessionCacheFactory> caches, Map<Feature, String> missing) {
    this.workerName = workerName;
    this.caches = caches;
    this.missing = missing;
  }

  /** Each node has this name, the empty one by default. */
  static EmbeddedJettyWithUs named(String workerName) {
    return new EmbeddedJettyWithUs(workerName, CoatcheckSessionCacheFactory::new, Map.of());
  }

  static EmbeddedJettyWithUs plain() {
    return named("");
  }

  /** With our store alone: the cache is Jetty's that keeps nothing. */
  static EmbeddedJettyWithUs storeAlone() {
    return new EmbeddedJettyWithUs(
        "",
        NullSessionCacheFactory::new,
        Map.of(Feature.ONE_OBJECT, "Jetty's NullSessionCache makes an object for each request"));
  }

  @Override
  public Node launch(NodePlan plan) {
    return new EmbeddedJetty(plan, server -> configure(server, plan));
  }

  @Override
  public Map<Feature, String> missing() {
    return missing;
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
    server.addBean(caches.get());
    DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
    ids.setWorkerName(workerName);
    server.addBean(ids, true);
  }
}
