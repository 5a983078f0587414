package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How many commands the nodes send to Redis for one request: exact numbers, because each command is
 * a round trip that a user waits for. What counts is what a node sends, not what a script does
 * inside Redis.
 */
public abstract class CommandBudgetContract extends FleetTest {

  private static final String UNKNOWN = "0123456789ABCDEF0123456789ABCDE";

  /** Nobody looks for expired sessions meanwhile, and nothing is sent again on a slow machine. */
  @Override
  public Map<String, String> settings() {
    return Map.of("sweepInterval", "1h", "requestTimeout", "30s");
  }

  @Override
  public final FleetPlan plan() {
    return planOfTwo();
  }

  /**
   * What a request costs whose cookie names a session that the application does not ask for. An
   * adapter whose container asks by itself says so here.
   */
  public int commandsOfAnUnusedSession() {
    return 0;
  }

  /**
   * What a read costs whose ten cookies of one name hold the session's id, which comes first, and
   * four ids that nobody has. An adapter whose container looks at all of them says so here.
   */
  public int commandsOfTenCookies() {
    return 1;
  }

  /** Lets both nodes connect, and Redis learn all scripts. */
  @BeforeAll
  final void warmUp() {
    Browser browser = browser();
    for (int node = 0; node < 2; node++) {
      browser.get(node, "/set?name=a&value=1");
      browser.get(node, "/get?name=a");
      browser.get(node, "/set?name=a&value=2");
      browser.get(node, "/change-id");
    }
    browser.get(0, "/invalidate");
    browser.get(1, "/set?name=a&value=3");
  }

  @Test
  final void aRequestWithoutACookieThatUsesNoSessionCostsNothing() {
    assertThat(commands(browser(), browser -> browser.get("/ignorant"))).isEmpty();
    assertThat(commands(browser(), browser -> browser.get("/get?name=a"))).isEmpty();
    assertThat(commands(browser(), browser -> browser.get("/links?count=200"))).isEmpty();
  }

  @Test
  final void aSessionThatTheApplicationDoesNotUseCostsNothingOrWhatTheContainerAsks() {
    assertThat(commands(session(), browser -> browser.get(0, "/ignorant")))
        .hasSize(commandsOfAnUnusedSession());
    assertThat(commands(session(), browser -> browser.get(1, "/ignorant")))
        .hasSize(commandsOfAnUnusedSession());
  }

  @Test
  final void aStaticFileCostsNoMoreThanAPageThatDoesNotUseTheSession() {
    assertThat(
            commands(
                session(),
                browser ->
                    assertThat(browser.get(1, "/" + WebApp.STATIC_FILE))
                        .isEqualTo("always the same")))
        .hasSize(commandsOfAnUnusedSession());
  }

  @Test
  final void creatingCostsOne() {
    assertThat(commands(browser(), browser -> browser.get("/set?name=a&value=1"))).hasSize(1);
    assertThat(commands(browser(), browser -> browser.get("/session?create=true"))).hasSize(1);
    assertThat(commands(browser(), browser -> browser.get("/collections/new"))).hasSize(1);
  }

  @Test
  final void creatingWithANewIdInTheSameRequestCostsOne() {
    assertThat(commands(browser(), browser -> browser.get("/change-id?name=a&value=1"))).hasSize(1);
  }

  @Test
  final void creatingAfterAnUnknownCookieCostsTwo() {
    Browser stranger = browser().setCookie("JSESSIONID", UNKNOWN + "0");

    assertThat(commands(stranger, browser -> browser.get("/set?name=a&value=1"))).hasSize(2);
  }

  @Test
  final void anIdThatIsNoIdIsNotLookedUp() {
    Browser stranger = browser().setCookie("JSESSIONID", "../*{}");

    assertThat(commands(stranger, browser -> browser.get("/get?name=a"))).isEmpty();
  }

  @Test
  final void readingCostsOneColdOrWarm() {
    Browser browser = session();

    assertThat(commands(browser, b -> b.get(0, "/get?name=a"))).as("warm").hasSize(1);
    assertThat(commands(browser, b -> b.get(1, "/get?name=a"))).as("cold").hasSize(1);
    assertThat(commands(browser, b -> b.get(1, "/get?name=a"))).as("warm").hasSize(1);
    browser.get(0, "/set?name=b&value=2");
    assertThat(commands(browser, b -> b.get(1, "/get?name=b"))).as("changed").hasSize(1);
    assertThat(commands(browser, b -> b.get(0, "/names"))).as("names").hasSize(1);
  }

  @Test
  final void writingCostsTwo() {
    Browser browser = session();

    assertThat(commands(browser, b -> b.get(0, "/set?name=a&value=2"))).hasSize(2);
    assertThat(commands(browser, b -> b.get(1, "/set?name=a&value=3"))).hasSize(2);
    assertThat(commands(browser, b -> b.get(0, "/remove?name=a"))).hasSize(2);
    assertThat(commands(browser, b -> b.get(1, "/counter"))).hasSize(2);
    assertThat(commands(browser, b -> b.get(1, "/interval?seconds=99"))).hasSize(2);
    assertThat(commands(browser, b -> b.open("/commit/flush?value=x").text())).hasSize(2);
    assertThat(commands(browser, b -> b.open("/commit/redirect?value=y").text())).hasSize(2);
  }

  @Test
  final void changingInPlaceCostsTwo() {
    Browser browser = session();
    browser.get(0, "/basket/new");

    assertThat(commands(browser, b -> b.get(0, "/basket/add?shelf=s&item=1"))).hasSize(2);
    assertThat(commands(browser, b -> b.get(1, "/basket/add?shelf=s&item=2"))).hasSize(2);
  }

  @Test
  final void settingWhatIsThereAlreadyCostsNoWrite() {
    Browser browser = session();

    assertThat(commands(browser, b -> b.get(0, "/set?name=a&value=1"))).hasSize(1);
    assertThat(commands(browser, b -> b.get(1, "/set?name=a&value=1"))).hasSize(1);
  }

  @Test
  final void aNewIdAndAnEndCostAtMostTwo() {
    Browser browser = session();

    assertThat(commands(browser, b -> b.get(0, "/change-id"))).hasSizeLessThanOrEqualTo(2);
    assertThat(commands(browser, b -> b.get(1, "/change-id"))).hasSizeLessThanOrEqualTo(2);
    assertThat(commands(browser, b -> b.get(0, "/invalidate"))).hasSizeLessThanOrEqualTo(2);
    Browser other = session();
    assertThat(commands(other, b -> b.get(1, "/invalidate"))).hasSizeLessThanOrEqualTo(2);
  }

  /** An adapter may leave links as they are without a look at the session. */
  @Test
  final void manyLinksAddNothing() {
    assertThat(commands(session(), b -> b.get(0, "/links?count=200"))).hasSizeLessThanOrEqualTo(1);
    assertThat(commands(session(), b -> b.get(1, "/links?count=200"))).hasSizeLessThanOrEqualTo(1);
    Browser stranger = browser().setCookie("JSESSIONID", UNKNOWN + "1");
    assertThat(commands(stranger, b -> b.get("/links?count=200"))).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  final void tenCookiesOfTheSameNameAddNothingOrWhatTheContainerAsks() {
    Browser browser = session();
    String same = browser.sessionId();
    StringBuilder cookies = new StringBuilder(same);
    for (int i = 0; i < 9; i++) {
      cookies.append("; JSESSIONID=").append(i % 2 == 0 ? same : UNKNOWN + i);
    }
    browser.setCookie("JSESSIONID", cookies.toString());

    assertThat(commands(browser, b -> b.get(0, "/get?name=a"))).hasSize(commandsOfTenCookies());
    assertThat(commands(browser, b -> b.get(1, "/get?name=a"))).hasSize(commandsOfTenCookies());
  }

  @Test
  final void readingWritesNothingHoweverOftenASessionChangesTheNode() {
    Browser browser = session();
    browser.get(0, "/collections/new");
    browser.get(0, "/basket/new");
    browser.get(0, "/basket/add?shelf=s&item=1");

    List<RedisCommand> commands =
        commands(
            browser,
            b -> {
              for (int i = 0; i < 100; i++) {
                b.get(i, "/collections/read");
              }
              for (int i = 0; i < 100; i++) {
                b.get(i, "/get?name=basket");
              }
            });

    assertThat(commands).hasSize(200);
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  final void readingALoginCostsOne() {
    Browser browser = browser();
    LoginScenarios.visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", LoginScenarios.CREDENTIALS)).text();

    for (int node = 0; node < 4; node++) {
      int number = node;
      assertThat(commands(browser, b -> b.get(number, "/members/hello"))).hasSize(1);
    }
  }

  /** Everything counts here, the search for expired sessions and the client's pings as well. */
  @Test
  final void anIdleApplicationCostsAtMostTwoCommandsASecond() {
    FleetPlan defaults = new FleetPlan(Map.of(), planOfTwo().nodes());
    Fleet fleet = fleet(defaults).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get("/set?name=a&value=1");
    browser.get("/get?name=a");
    browser.settle();

    long start = System.nanoTime();
    fleet.link(0).forget();
    fleet.link(1).forget();
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    List<RedisCommand> commands = new ArrayList<>(fleet.link(0).commands());
    commands.addAll(fleet.link(1).commands());
    double seconds = (System.nanoTime() - start) / 1e9;

    assertThat(commands.size() / seconds).as(commands.toString()).isLessThanOrEqualTo(2);
  }

  @Test
  final void noKeyLivesForEverButThoseOfSessionsThatNeverExpire() {
    Browser mortal = session();
    Browser immortal = session();
    immortal.get("/interval?seconds=-1");
    mortal.get("/change-id");
    mortal.get("/collections/new");
    session().get("/invalidate");

    List<String> forever =
        redis().keys("*").stream().filter(key -> redis().ttlMillis(key) == -1).toList();

    assertThat(forever).as("keys without TTL").hasSize(1);
    assertThat(forever.get(0)).contains(":s:");
  }

  /** A browser with a session that node 0 created. */
  private Browser session() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    return browser;
  }

  /** What all nodes send until they are done with the requests that the browser sends. */
  private List<RedisCommand> commands(Browser browser, Consumer<Browser> requests) {
    browser.settle();
    fleet().link(0).forget();
    fleet().link(1).forget();
    requests.accept(browser);
    browser.settle();
    List<RedisCommand> commands = new ArrayList<>(fleet().link(0).commandsOfRequests());
    commands.addAll(fleet().link(1).commandsOfRequests());
    return commands;
  }
}
