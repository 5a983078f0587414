package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.it.filter.FilterNodes;
import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.Response;
import dev.coatcheck.testkit.http.WebApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Tomcat with the manager, a Jetty with the store and an Undertow with the filter share the
 * sessions of one application.
 */
class FleetOfThreeIT extends FleetTest {

  private static final int TOMCAT = 0;
  private static final int JETTY = 1;
  private static final int UNDERTOW = 2;

  /** The field of a record that each write changes. */
  private static final String VERSION = "!v";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public NodeLauncher launcher() {
    return new OneOfEach();
  }

  @Override
  public FleetPlan plan() {
    List<WebApp> applications = List.of(WebApp.at("/app"));
    return new FleetPlan(
        Map.of("touchInterval", "0s", "sweepInterval", "200ms", "requestTimeout", "10s"),
        List.of(applications, applications, applications));
  }

  @ParameterizedTest
  @ValueSource(ints = {TOMCAT, JETTY, UNDERTOW})
  void theyCountTogether(int first) {
    Browser browser = browser().on(first);
    browser.get("/counter");

    for (int visit = 2; visit <= 9; visit++) {
      Response counter = browser.open("/counter");

      assertThat(counter.text()).isEqualTo(String.valueOf(visit));
      assertThat(counter.headers("Set-Cookie")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {TOMCAT, JETTY, UNDERTOW})
  void whatIsChangedInPlaceIsSeenByAll(int first) {
    Browser browser = browser().on(first);
    browser.get("/basket/new");

    for (String item : List.of("apple", "pear", "plum", "fig")) {
      browser.get("/basket/add?shelf=fruit&item=" + item);
    }

    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.get(node, "/get?name=basket"))
          .isEqualTo("{fruit=[apple, pear, plum, fig]}");
    }
  }

  /** Collections of all kinds, which all have to find unchanged when nobody changes them. */
  @ParameterizedTest
  @ValueSource(ints = {TOMCAT, JETTY, UNDERTOW})
  void whoReadsWritesNothing(int first) {
    Browser browser = browser();
    List<String> others = records();
    browser.get(first, "/collections/new");
    List<String> all = new ArrayList<>(records());
    all.removeAll(others);
    assertThat(all).hasSize(1);
    String size = browser.get(first, "/collections/read");
    String version = redis().hash(all.get(0)).get(VERSION);
    assertThat(version).isNotNull();

    for (int visit = 0; visit < 6; visit++) {
      assertThat(browser.get("/collections/read")).isEqualTo(size);
    }
    browser.settle();

    assertThat(redis().hash(all.get(0))).containsEntry(VERSION, version);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 0", "1, 2", "2, 0", "2, 1"})
  void aNewIdIsTheIdForAll(int first, int second) {
    Browser browser = browser();
    browser.get(first, "/counter");
    String old = browser.sessionId();

    browser.get(second, "/change-id");

    assertThat(browser.sessionId()).isNotEqualTo(old);
    Browser thief = browser().setCookie("JSESSIONID", old);
    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.get(node, "/get?name=counter")).isEqualTo("1");
      assertThat(thief.get(node, "/get?name=counter")).isEqualTo("no session");
    }
    browser.get(first, "/change-id");
    assertThat(browser.get(second, "/counter")).isEqualTo("2");
    assertThat(browser.get(first, "/counter")).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 0", "1, 2", "2, 0", "2, 1"})
  void whatOneInvalidatesIsNoSessionOfAny(int first, int second) {
    Browser browser = browser();
    browser.get(first, "/counter");
    browser.get(second, "/counter");
    browser.get(3 - first - second, "/counter");

    browser.get(second, "/invalidate");

    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.get(node, "/get?name=counter")).isEqualTo("no session");
    }
    assertThat(browser.get(first, "/counter")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "1, 0", "1, 2", "2, 0", "2, 1"})
  void eachEventIsToldOnceAndWhereItHappens(int first, int second) {
    Browser browser = browser();
    browser.get(first, "/notice/set?name=n&value=1");
    browser.get(second, "/notice/set?name=n&value=2");
    String id = browser.sessionId();
    browser.get(first, "/invalidate");

    assertThat(heard(first, id))
        .contains("created (described)", "bound n=1", "added n=1")
        .contains("destroyed (described) n=2", "unbound n=2", "removed n=2")
        .doesNotHaveDuplicates();
    assertThat(heard(second, id))
        .contains("bound n=2", "unbound n=1")
        .anyMatch(event -> event.startsWith("replaced n="))
        .noneMatch(event -> event.startsWith("created") || event.startsWith("destroyed"))
        .doesNotHaveDuplicates();
    assertThat(heard(3 - first - second, id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {TOMCAT, JETTY, UNDERTOW})
  void anExpiredSessionIsToldToOneOfThem(int first) {
    Browser browser = browser();
    browser.get(first, "/set?name=coat&value=woollen");
    String id = browser.sessionId();
    browser.get(first, "/interval?seconds=1");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(ends(id)).containsExactly("destroyed (described) coat=woollen"));
    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.get(node, "/get?name=coat")).isEqualTo("no session");
    }
    assertThat(ends(id)).hasSize(1);
  }

  private List<String> records() {
    return redis().keys("cc:app:*:s:*");
  }

  private List<String> ends(String id) {
    List<String> ends = new ArrayList<>();
    for (int node = 0; node < fleet().size(); node++) {
      ends.addAll(heard(node, id));
    }
    ends.removeIf(event -> !event.startsWith("destroyed (described)"));
    return ends;
  }

  /** What the listeners on a node heard of a session. */
  private List<String> heard(int node, String id) {
    return browser().get(node, "/journal?id=" + id).lines().toList();
  }

  private static final class OneOfEach implements NodeLauncher {

    private final List<NodeLauncher> makes =
        List.of(
            TomcatWithManager.of(TomcatLine.TOMCAT_10),
            new JettyWithStore(JettyLine.JETTY_12_0, "ee10"),
            FilterNodes.onUndertow(deployment -> {}));

    @Override
    public Node launch(NodePlan plan) {
      return makes.get(plan.number()).launch(plan);
    }

    @Override
    public Executor starter() {
      return makes.get(TOMCAT).starter();
    }
  }
}
