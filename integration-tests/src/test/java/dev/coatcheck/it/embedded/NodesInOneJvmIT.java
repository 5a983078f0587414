package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.Fleet;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.WebApp;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** Two Tomcats in one JVM are two nodes, and leave nothing behind in it. */
class NodesInOneJvmIT extends FleetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.plain();
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app"), WebApp.at("/other")).with("sweepInterval", "200ms");
  }

  @Test
  void eachNodeHasItsOwnSessionObjectAndItsOwnConnections() throws IOException {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/basket/new");
    browser.get(1, "/basket/add?shelf=s&item=1");
    String id = browser.sessionId();

    Session onNode0 = context(fleet(), 0, "/app").getManager().findSession(id);
    Session onNode1 = context(fleet(), 1, "/app").getManager().findSession(id);

    assertThat(onNode0).isNotNull().isNotSameAs(onNode1);
    assertThat(onNode0.getSession()).isNotSameAs(onNode1.getSession());
    assertThat(fleet().link(0).commands()).isNotEmpty();
    assertThat(fleet().link(1).commands()).isNotEmpty();
  }

  @Test
  void eachNodeHasItsOwnNameInTheFleet() {
    fleet(plan().with("prefix", "named")).start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(redis().hash("named:app:sweepers")).hasSize(2));
  }

  @Test
  void aReloadedApplicationKeepsItsSessions() {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");
    browser.get(1, "/get?name=basket");

    context(fleet(), 1, "/app").reload();

    assertThat(browser.get(1, "/basket/add?shelf=s&item=2")).isEqualTo("{s=[1, 2]}");
    assertThat(browser.get(0, "/get?name=basket")).isEqualTo("{s=[1, 2]}");
  }

  @Test
  void anUndeployedApplicationLeavesNoClassBehindWhileTheOthersGoOn() {
    Fleet fleet = fleet(plan()).start();
    Browser browser = fleet.browser("/app");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");
    browser.get(0, "/collections/new");
    browser.get(0, "/notice/set?name=n&value=1");
    browser.get(0, "/fragile/set?value=1");
    browser.get(0, "/exception?value=1");
    browser.at("/other").get(0, "/set?name=a&value=1");

    WeakReference<ClassLoader> loader = undeploy(fleet, 0, "/app");

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
    assertThat(browser.at("/other").get(0, "/ignorant")).isEqualTo("hello");
    assertThat(browser.get(1, "/get?name=basket")).isEqualTo("{s=[1]}");
  }

  @Test
  void stoppedNodesLeaveNoThreadsAndNoConnections() {
    long connections = connections();
    Set<Thread> before = threads();
    Fleet fleet = fleet(plan()).start();
    Browser browser = fleet.browser("/app");
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/get?name=a");
    assertThat(connections()).isGreaterThan(connections);

    fleet.stop(0);
    fleet.stop(1);

    await().atMost(PATIENCE).until(() -> connections() == connections);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(threads())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> !thread.getName().startsWith("redis-link"))
                    .filteredOn(thread -> !thread.getName().startsWith("awaitility"))
                    .isEmpty());
  }

  /** In a method of its own, so that no local variable keeps what is to go. */
  private static WeakReference<ClassLoader> undeploy(Fleet fleet, int node, String contextPath) {
    Context context = context(fleet, node, contextPath);
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    context.getParent().removeChild(context);
    return loader;
  }

  private static Context context(Fleet fleet, int node, String contextPath) {
    return ((EmbeddedTomcat) fleet.node(node)).context(contextPath);
  }

  private long connections() {
    return String.valueOf(redis().command("CLIENT", "LIST")).lines().count();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }
}
