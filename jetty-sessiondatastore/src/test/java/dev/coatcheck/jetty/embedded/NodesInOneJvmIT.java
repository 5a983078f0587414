package dev.coatcheck.jetty.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.Fleet;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.WebApp;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two Jetties in one JVM are two nodes, and leave nothing behind in it. */
@Isolated // counts the threads of this JVM
class NodesInOneJvmIT extends FleetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.plain();
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app"), WebApp.at("/other")).with("sweepInterval", "200ms");
  }

  @Test
  void eachNodeHasItsOwnConnectionsAndItsOwnNameInTheFleet() {
    Fleet fleet = fleet(plan().with("prefix", "named")).start();
    Browser browser = fleet.browser("/app");
    browser.get(0, "/set?name=a&value=1");

    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");

    assertThat(fleet.link(0).commands()).isNotEmpty();
    assertThat(fleet.link(1).commands()).isNotEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(redis().hash("named:app:sweepers")).hasSize(2));
  }

  @Test
  void anApplicationThatIsDeployedAgainKeepsItsSessions(@TempDir Path directory) {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");
    browser.get(1, "/get?name=basket");

    node(fleet(), 1).undeploy("/app");
    assertThat(browser.get(1, "/get?name=basket")).startsWith("HTTP 404");
    node(fleet(), 1).deploy(WebApp.at("/app"), directory);

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

    WeakReference<ClassLoader> loader = undeploy(node(fleet, 0), "/app");

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
                    .filteredOn(thread -> !belongsToTheSharedFleet(thread))
                    .isEmpty());
  }

  /** Jetty starts threads as it needs them. */
  private boolean belongsToTheSharedFleet(Thread thread) {
    return thread.getName().startsWith(node(fleet(), 0).threads())
        || thread.getName().startsWith(node(fleet(), 1).threads());
  }

  /** In a method of its own, so that no local variable keeps what is to go. */
  private static WeakReference<ClassLoader> undeploy(EmbeddedJetty node, String contextPath) {
    WeakReference<ClassLoader> loader =
        new WeakReference<>(node.context(contextPath).getClassLoader());
    node.undeploy(contextPath);
    return loader;
  }

  private static EmbeddedJetty node(Fleet fleet, int node) {
    return (EmbeddedJetty) fleet.node(node);
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
