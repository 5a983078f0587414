package dev.coatcheck.jetty.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.WebApp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One session and six windows; one id and two applications, for which Jetty ends it together. */
class SharedSessionIT extends FleetTest {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.plain();
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app"), WebApp.at("/other"));
  }

  @Test
  void noneOfThreeThousandReadsAtOnceIsWithoutItsSession() throws Exception {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/set?name=a&value=1");
    List<Future<Long>> windows = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int i = 0; i < 6; i++) {
        Browser window = browser.twin();
        windows.add(threads.submit(() -> reads(window, 500)));
      }
      for (Future<Long> window : windows) {
        assertThat(window.get()).isEqualTo(500);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many of so many reads found the session. */
  private static long reads(Browser window, int count) {
    long found = 0;
    for (int i = 0; i < count; i++) {
      found += window.get(0, "/get?name=a").equals("1") ? 1 : 0;
    }
    return found;
  }

  @Test
  void twoApplicationsHaveOneIdAndEachItsOwnAttributes() {
    Browser app = fleet().browser("/app");
    Browser other = inBoth(app);

    assertThat(other.sessionId()).isEqualTo(app.sessionId());
    for (int node = 0; node < 2; node++) {
      assertThat(app.get(node, "/get?name=a")).isEqualTo("of app");
      assertThat(other.get(node, "/get?name=a")).isEqualTo("of other");
    }
  }

  @Test
  void aNewIdIsTheNewIdOfBoth() {
    Browser app = fleet().browser("/app");
    Browser before = inBoth(app);

    app.get(0, "/change-id");

    Browser other = app.at("/other");
    assertThat(app.sessionId()).isNotEqualTo(before.sessionId());
    for (int node = 0; node < 2; node++) {
      assertThat(app.get(node, "/get?name=a")).isEqualTo("of app");
      assertThat(other.get(node, "/get?name=a")).isEqualTo("of other");
      assertThat(before.get(node, "/get?name=a")).isEqualTo("no session");
    }
  }

  @Test
  void theEndOfOneIsTheEndOfTheOtherAndToldOnce() {
    Browser app = fleet().browser("/app");
    Browser other = inBoth(app);
    String id = app.sessionId();

    app.get(0, "/invalidate");

    for (int node = 0; node < 2; node++) {
      assertThat(app.get(node, "/get?name=a")).isEqualTo("no session");
      assertThat(other.get(node, "/get?name=a")).isEqualTo("no session");
    }
    assertThat(other.get(0, "/journal?id=" + id) + other.get(1, "/journal?id=" + id))
        .containsOnlyOnce("destroyed (described) a=of other");
    assertThat(app.get(0, "/journal?id=" + id) + app.get(1, "/journal?id=" + id))
        .containsOnlyOnce("destroyed (described) a=of app");
  }

  /** Gives the browser a session in both applications; returns its window on the second. */
  private static Browser inBoth(Browser app) {
    app.get(0, "/set?name=a&value=of+app");
    Browser other = app.at("/other");
    other.get(1, "/set?name=a&value=of+other");
    return other;
  }
}
