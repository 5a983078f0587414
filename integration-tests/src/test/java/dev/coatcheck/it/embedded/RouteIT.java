package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import org.junit.jupiter.api.Test;

/** Nodes that append their route to the ids that they issue, for balancers that like that. */
class RouteIT extends FleetTest {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.withRoutes();
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app"));
  }

  @Test
  void aSessionIsFoundWhateverRouteItsIdCarries() {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/set?name=a&value=1");
    String issued = browser.sessionId();
    assertThat(issued).endsWith(".n0");
    String bare = issued.substring(0, issued.indexOf('.'));

    for (int node = 0; node < 2; node++) {
      for (String id : new String[] {issued, bare, bare + ".n1", bare + ".elsewhere"}) {
        browser.setCookie("JSESSIONID", id);
        assertThat(browser.get(node, "/get?name=a")).as(id.replace(bare, "id")).isEqualTo("1");
      }
    }
  }

  @Test
  void theCookieIsLeftAsItWasIssued() {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/set?name=a&value=1");
    String issued = browser.sessionId();

    for (int node = 0; node < 4; node++) {
      browser.get(node, "/counter");
      assertThat(browser.sessionId()).isEqualTo(issued);
    }
  }

  @Test
  void aFormLoginWorksOnAlternatingNodes() {
    Browser browser = fleet().browser("/app");

    assertThat(browser.post("/members/order", "what=ducks").text()).isEqualTo("please log in");
    String redirected =
        browser
            .follow(
                browser.post(
                    "/j_security_check",
                    "j_username=" + NodePlan.MEMBER + "&j_password=" + NodePlan.MEMBER_PASSWORD))
            .text();

    assertThat(redirected).isEqualTo("POST ducks by alice");
    for (int node = 0; node < 4; node++) {
      assertThat(browser.get(node, "/members/hello")).startsWith("alice FORM");
    }
  }
}
