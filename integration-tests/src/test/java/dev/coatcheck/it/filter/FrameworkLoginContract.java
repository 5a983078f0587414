package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A framework's own login, whose filter stands in web.xml and keeps who somebody is in the session:
 * it works with our filter as with a container's session, on all nodes.
 */
abstract class FrameworkLoginContract extends FleetTest {

  private static final String APP = "/app";
  private static final String MEMBER = "alice null member=true admin=false";
  private static final String CREDENTIALS =
      "username=" + NodePlan.MEMBER + "&password=" + NodePlan.MEMBER_PASSWORD;

  @Override
  public FleetPlan plan() {
    // a slow machine is no reason for a 503
    return FleetPlan.ofTwo(SpringSecurityWar.at(APP)).with("requestTimeout", "30s");
  }

  /** Whether the container itself has made a session, on a node. */
  abstract boolean hasSessionsOfItsOwn(int node);

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoLogsInAtOneNodeIsLoggedInAtAll(int first) {
    Browser browser = fleet().browser(APP);

    login(browser, first);

    for (int visit = 0; visit < 4; visit++) {
      assertThat(browser.get("/members/hello")).isEqualTo(MEMBER);
      assertThat(browser.get("/who-am-i")).isEqualTo(MEMBER);
    }
  }

  @Test
  void theLoginLeadsToThePageThatWasAskedFor() {
    Browser browser = fleet().browser(APP);
    Response refused = browser.on(0).post("/members/order", "what=hat");
    assertThat(browser.on(1).follow(refused).text()).isEqualTo("please log in");

    Response accepted = browser.on(0).post("/sign-in", CREDENTIALS);

    assertThat(browser.on(1).follow(accepted).text()).isEqualTo("POST hat by alice");
  }

  @Test
  void theLoginGivesTheSessionANewId() {
    Browser browser = fleet().browser(APP);
    browser.get(0, "/set?name=coat&value=woollen");
    String planted = browser.sessionId();

    login(browser, 1);

    assertThat(browser.sessionId()).isNotEqualTo(planted);
    assertThat(browser.get(0, "/get?name=coat")).isEqualTo("woollen");
    Browser attacker = fleet().browser(APP).setCookie("JSESSIONID", planted);
    for (int node = 0; node < fleet().size(); node++) {
      assertThat(attacker.get(node, "/who-am-i")).startsWith("null ");
      assertThat(attacker.get(node, "/get?name=coat")).isEqualTo("no session");
    }
    String journal = browser.get(1, "/journal?id=" + browser.sessionId());
    assertThat(journal).contains("id changed from " + planted);
  }

  @Test
  void whoLogsOutAtOneNodeIsLoggedOutAtAll() {
    Browser browser = fleet().browser(APP);
    login(browser, 0);
    String id = browser.sessionId();
    Browser other = browser.twin();
    assertThat(other.get(0, "/members/hello")).isEqualTo(MEMBER);
    assertThat(other.get(1, "/members/hello")).isEqualTo(MEMBER);

    Response out = browser.on(1).post("/sign-out", "");

    assertThat(browser.on(0).follow(out).text()).startsWith("null ");
    for (int node = 0; node < fleet().size(); node++) {
      assertThat(other.on(node).open("/members/hello").status()).isEqualTo(302);
      assertThat(other.on(node).get("/who-am-i")).startsWith("null ");
    }
    List<String> heard =
        List.of(browser.get(0, "/journal?id=" + id), browser.get(1, "/journal?id=" + id));
    assertThat(heard.get(0)).doesNotContain("destroyed");
    assertThat(heard.get(1)).containsOnlyOnce("destroyed (described)");
  }

  @Test
  void whoKnowsNoPasswordStaysOutside() {
    Browser browser = fleet().browser(APP);
    browser.on(0).follow(browser.on(0).open("/members/hello")).text();

    Response refused = browser.on(1).post("/sign-in", "username=alice&password=guessed");

    assertThat(browser.on(0).follow(refused).text()).isEqualTo("try again");
    assertThat(browser.on(1).open("/members/hello").status()).isEqualTo(302);
  }

  @Test
  void theContainerHasNoSessionForIt() {
    Browser browser = fleet().browser(APP);
    login(browser, 0);
    assertThat(browser.get(1, "/members/hello")).isEqualTo(MEMBER);

    assertThat(hasSessionsOfItsOwn(0)).isFalse();
    assertThat(hasSessionsOfItsOwn(1)).isFalse();
  }

  private static void login(Browser browser, int node) {
    Response refused = browser.on(node).open("/members/hello");
    assertThat(refused.status()).isEqualTo(302);
    assertThat(browser.on(node).follow(refused).text()).isEqualTo("please log in");
    Response accepted = browser.on(node).post("/sign-in", CREDENTIALS);
    assertThat(browser.on(1 - node).follow(accepted).text()).isEqualTo(MEMBER);
  }
}
