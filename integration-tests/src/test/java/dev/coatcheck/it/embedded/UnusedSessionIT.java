package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.WebApp;
import org.junit.jupiter.api.Test;

/** An application without logins whose authenticator was told to ask no session for a user. */
class UnusedSessionIT extends FleetTest {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.withValves(
        "<Valve className='org.apache.catalina.authenticator.NonLoginAuthenticator'"
            + " cache='false'/>");
  }

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(WebApp.at("/app")).with("sweepInterval", "1h");
  }

  @Test
  void aSessionThatTheApplicationDoesNotUseCostsNothing() {
    Browser browser = fleet().browser("/app");
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/get?name=a");
    browser.settle();
    fleet().link(0).forget();
    fleet().link(1).forget();

    browser.get(0, "/ignorant");
    browser.get(1, "/ignorant");
    browser.settle();

    assertThat(fleet().link(0).commandsOfRequests()).isEmpty();
    assertThat(fleet().link(1).commandsOfRequests()).isEmpty();
    assertThat(browser.get(0, "/get?name=a")).isEqualTo("1");
  }
}
