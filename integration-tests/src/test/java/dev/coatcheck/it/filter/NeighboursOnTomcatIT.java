package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.Response;
import dev.coatcheck.testkit.http.WebApp;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application dispatches requests to another one of the server, which has sessions of its own.
 * The client knows the caller's id only, so that they have the same ids, as without us.
 */
@Tag("full")
class NeighboursOnTomcatIT extends FleetTest {

  private static final String VISIT = "org/example/neighbours/Visit.class";

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat(context -> context.setCrossContext(true));
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(
            WebApp.at("/app").plus("WEB-INF/classes/" + VISIT, resource("/" + VISIT)),
            WebApp.at("/other"))
        .with("requestTimeout", "30s"); // a slow machine is no reason for a 503
  }

  @Test
  void anIncludedPageHasTheSessionOfItsOwnApplication() {
    Browser browser = browser();
    browser.get("/included?at=/other&page=/counter");

    for (int visit = 2; visit <= 5; visit++) {
      assertThat(browser.get("/included?at=/other&page=/counter"))
          .isEqualTo(browser.sessionId() + "[" + visit + "]/counter");
    }
    assertThat(browser.get("/names")).isEqualTo("visited");
  }

  @Test
  void soHasOneThatIsForwardedTo() {
    Browser browser = browser();
    browser.get("/forwarded?at=/other&page=/counter");
    String id = browser.sessionId();

    for (int visit = 2; visit <= 5; visit++) {
      Response page = browser.open("/forwarded?at=/other&page=/counter");

      assertThat(page.text()).isEqualTo(String.valueOf(visit));
      assertThat(page.headers("Set-Cookie")).isEmpty();
    }
    assertThat(browser.sessionId()).isEqualTo(id);
    assertThat(browser.get("/names")).isEqualTo("visited");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatThePageEndsIsItsOwnSession(int node) {
    Browser browser = browser();
    browser.get(0, "/included?at=/other&page=/counter");
    browser.get(1, "/included?at=/other&page=/counter");

    browser.get(node, "/included?at=/other&page=/invalidate");

    assertThat(browser.get(0, "/get?name=visited")).isEqualTo("/invalidate");
    assertThat(browser.get(1, "/included?at=/other&page=/counter")).endsWith("[1]/counter");
    assertThat(browser.get(0, "/included?at=/other&page=/counter")).endsWith("[2]/counter");
  }

  private static Path resource(String name) {
    URL url = NeighboursOnTomcatIT.class.getResource(name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
