package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.Response;
import dev.coatcheck.testkit.http.WebApp;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A WAR with the filter in it comes to a Tomcat with the manager and to a Jetty with the store: the
 * filter keeps out of the way, and nothing shows that it is there.
 */
@Tag("full")
class AdapterAndFilterIT extends FleetTest {

  @Override
  public NodeLauncher launcher() {
    return new OneOfEach();
  }

  @Override
  public FleetPlan plan() {
    WebApp withFilter =
        WebApp.at("/app")
            .plus(
                "WEB-INF/lib/coatcheck-servlet-filter.jar",
                Path.of(System.getProperty("it.filterJar")));
    return FleetPlan.ofTwo(withFilter).with("requestTimeout", "30s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theCookieIsTheConfiguredOneAndTheOnlyOne(int first) {
    Browser browser = browser().on(first);

    Response created = browser.open("/counter");

    assertThat(created.headers("Set-Cookie")).singleElement().asString().startsWith("JSESSIONID=");
    assertThat(created.text()).isEqualTo("1");
    for (int visit = 2; visit <= 5; visit++) {
      assertThat(browser.get("/counter")).isEqualTo(String.valueOf(visit));
    }
  }

  /** Which no filter could do. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aLoginByTheContainerIsGoodOnTheOtherNode(int first) {
    Browser browser = browser();

    browser.get(first, "/login?user=" + NodePlan.MEMBER + "&password=" + NodePlan.MEMBER_PASSWORD);

    assertThat(browser.get(1 - first, "/members/hello")).startsWith(NodePlan.MEMBER + " ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void eachEventIsToldOnce(int first) {
    Browser browser = browser();
    browser.get(first, "/notice/set?name=n&value=1");

    assertThat(browser.get(first, "/journal?id=" + browser.sessionId()).lines())
        .contains("created (described)", "added n=1")
        .doesNotHaveDuplicates();
  }

  private static final class OneOfEach implements NodeLauncher {

    private final List<NodeLauncher> makes =
        List.of(
            TomcatWithManager.of(TomcatLine.TOMCAT_10),
            new JettyWithStore(JettyLine.JETTY_12_0, "ee10"));

    @Override
    public Node launch(NodePlan plan) {
      return makes.get(plan.number()).launch(plan);
    }

    @Override
    public Executor starter() {
      return makes.get(0).starter();
    }
  }
}
