package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two embedded containers in one JVM are two nodes, and leave nothing behind in it. Counts the
 * threads of the JVM: nothing else may run beside it.
 */
public abstract class NodesInOneJvmContract extends FleetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public final FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app"), WebApp.at("/other")).with("sweepInterval", "200ms");
  }

  /** Stops an application of a node and forgets it; answers the loader that it had. */
  protected abstract WeakReference<ClassLoader> undeploy(Node node, String contextPath);

  /** Starts an application of a node anew, with another loader. */
  protected abstract void redeploy(Node node, String contextPath);

  /** Whether a thread is one that a running node starts when it needs it. */
  protected boolean isOf(Node node, Thread thread) {
    return false;
  }

  @Test
  final void eachNodeHasItsOwnConnectionsAndItsOwnNameInTheFleet() {
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
  final void anApplicationThatIsDeployedAgainKeepsItsSessions() {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");
    browser.get(1, "/get?name=basket");

    redeploy(fleet().node(1), "/app");

    assertThat(browser.get(1, "/basket/add?shelf=s&item=2")).isEqualTo("{s=[1, 2]}");
    assertThat(browser.get(0, "/get?name=basket")).isEqualTo("{s=[1, 2]}");
  }

  @Test
  final void anUndeployedApplicationLeavesNoClassBehindWhileTheOthersGoOn() {
    Fleet fleet = fleet(plan()).start();
    Browser browser = fleet.browser("/app");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");
    browser.get(0, "/collections/new");
    browser.get(0, "/notice/set?name=n&value=1");
    browser.get(0, "/fragile/set?value=1");
    browser.get(0, "/exception?value=1");
    browser.at("/other").get(0, "/set?name=a&value=1");

    WeakReference<ClassLoader> loader = undeploy(fleet.node(0), "/app");

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
  final void stoppedNodesLeaveNoThreadsAndNoConnections() {
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
                    .filteredOn(thread -> !isOf(fleet().node(0), thread))
                    .filteredOn(thread -> !isOf(fleet().node(1), thread))
                    .isEmpty());
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
