package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Fleet;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.WebApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract on two real Jettys, and what the Servlet API of before 6.0 had no word for. */
abstract class JettyFilterContract extends HttpSessionContract {

  /** Jetty's own convention: the comment of a cookie says it. */
  @Test
  void sameSiteIsTakenFromTheCookiesComment() {
    WebApp strict =
        WebApp.at("/app")
            .sessionConfig(
                "<cookie-config><comment>__SAME_SITE_STRICT__</comment></cookie-config>");
    Fleet fleet = fleet(new FleetPlan(Map.of(), List.of(List.of(strict)))).start();

    String cookie = fleet.browser("/app").open("/set?name=a&value=1").header("Set-Cookie");

    assertThat(cookie).containsIgnoringCase("SameSite=Strict").doesNotContain("__", "Comment");
  }
}
