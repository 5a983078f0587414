package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes that come and go. */
interface RestartScenarios extends FleetScenarios {

  @Test
  @Needs({Feature.DURABLE, Feature.OWN_FLEETS})
  default void aKilledNodeLosesNothingThatWasAcknowledged() {
    Fleet fleet = fleet(planOfTwo()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/basket/new");
    for (int i = 0; i < 5; i++) {
      browser.get(0, "/basket/add?shelf=s&item=" + i);
    }

    fleet.kill(0);

    assertThat(browser.get(1, "/get?name=basket")).isEqualTo("{s=[0, 1, 2, 3, 4]}");
    fleet.restart(0);
    assertThat(browser.get(0, "/get?name=basket")).isEqualTo("{s=[0, 1, 2, 3, 4]}");
  }

  @Test
  @Needs({Feature.DURABLE, Feature.OWN_FLEETS, Feature.CONTAINER_LOGIN})
  default void aRestartOfAllNodesLosesNeitherSessionsNorLogins() {
    Fleet fleet = fleet(planOfTwo()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    LoginScenarios.visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", LoginScenarios.CREDENTIALS)).text();
    browser.get("/notice/set?name=n&value=1");
    String id = browser.sessionId();

    for (int node = 0; node < 2; node++) {
      fleet.stop(node);
    }
    for (int node = 0; node < 2; node++) {
      fleet.restart(node);
    }

    for (int node = 0; node < 2; node++) {
      assertThat(browser.get(node, "/get?name=n")).isEqualTo("1");
      assertThat(browser.get(node, "/members/hello")).isEqualTo(LoginScenarios.AS_MEMBER);
    }
    assertThat(browser.sessionId()).isEqualTo(id);
    assertThat(FleetScenarios.journal(fleet, id))
        .noneMatch(event -> event.startsWith("destroyed") || event.startsWith("created"));
  }
}
