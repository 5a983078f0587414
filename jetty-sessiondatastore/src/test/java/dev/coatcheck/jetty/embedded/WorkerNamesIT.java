package dev.coatcheck.jetty.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.Response;
import dev.coatcheck.testkit.http.WebApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two Jetties that nobody gave names: both are node0. */
class WorkerNamesIT extends FleetTest {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.named("node0");
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app")).with("sweepInterval", "200ms");
  }

  @Test
  void anyNodeServesAnyRequestAndNoHopSetsTheCookieAnew() {
    Browser browser = fleet().browser("/app");

    for (int i = 1; i <= 10; i++) {
      Response response = browser.open("/counter");
      assertThat(response.headers("Set-Cookie")).hasSize(i == 1 ? 1 : 0);
      assertThat(response.text()).isEqualTo(String.valueOf(i));
    }
    assertThat(browser.sessionId()).endsWith(".node0");
  }

  @Test
  void theEndOfEachExpiredSessionIsToldOnce() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Browser browser = fleet().browser("/app");
      browser.get("/set?name=a&value=1");
      browser.get("/interval?seconds=1");
      ids.add(withoutWorkerName(browser.sessionId()));
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(ids).allSatisfy(id -> assertThat(ends(id)).isPositive()));

    Browser last = fleet().browser("/app");
    last.get("/interval?seconds=1");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ends(withoutWorkerName(last.sessionId())) > 0);
    assertThat(ids).allSatisfy(id -> assertThat(ends(id)).isEqualTo(1));
  }

  private static String withoutWorkerName(String id) {
    return id.substring(0, id.lastIndexOf('.'));
  }

  /** How often the fleet has told the end of a session. */
  private long ends(String id) {
    long ends = 0;
    try (Browser browser = fleet().browser("/app")) {
      for (int node = 0; node < 2; node++) {
        ends +=
            browser
                .get(node, "/journal?id=" + id)
                .lines()
                .filter(event -> event.startsWith("destroyed (described)"))
                .count();
      }
    }
    return ends;
  }
}
