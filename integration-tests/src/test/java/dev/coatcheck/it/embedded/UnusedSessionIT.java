package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.Fleet;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.Response;
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

  /** Nobody asked for the session before the application, which takes no notice of the failure. */
  @Test
  void aFailureThatTheApplicationSwallowsIsA503AllTheSame() {
    Fleet fleet = fleet(plan()).start();
    Browser browser = fleet.browser("/app");
    browser.get(0, "/set?name=a&value=1");
    String id = browser.sessionId();
    fleet.link(0).refuse();

    Response response = browser.on(0).open("/swallow?name=a&value=2");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.headers("Set-Cookie")).isEmpty();
    assertThat(browser.get(0, "/ignorant")).isEqualTo("hello");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");
    assertThat(browser.sessionId()).isEqualTo(id);
  }
}
