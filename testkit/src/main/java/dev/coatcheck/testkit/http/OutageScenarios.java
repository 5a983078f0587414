package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Redis slow, frozen, or gone: a clear 503 in time, nothing lost, and back by itself. */
interface OutageScenarios extends FleetScenarios {

  /** Five times the time that a request may take at most. */
  Duration HANG = Duration.ofSeconds(10);

  /** Pages that read, write, ignore failures, and send their response in different ways. */
  List<String> PAGES =
      List.of(
          "/get?name=a",
          "/set?name=a&value=2",
          "/swallow?name=a&value=2",
          "/commit/flush?value=2",
          "/commit/redirect?value=2",
          "/commit/async-complete?value=2");

  /** More ways to send a response, none of which may look like a success. */
  List<String> MORE_PAGES =
      List.of(
          "/commit/send-error?value=2",
          "/commit/exception?value=2",
          "/commit/forward?value=2",
          "/commit/include?value=2",
          "/commit/include-and-flush?value=2",
          "/commit/writer-overflow?value=2",
          "/commit/async-dispatch?value=2",
          "/commit/async-non-blocking?value=2",
          "/including?page=/commit/values",
          "/including?page=/commit/writer-overflow");

  Duration RECOVERY = Duration.ofSeconds(60);

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void applicationsStartWithoutRedisAndWorkOnceItIsThere() {
    Fleet fleet = fleet(impatient());
    fleet.link(0).refuse();
    fleet.link(1).refuse();
    fleet.start();
    Browser browser = fleet.browser(HttpSessionContract.APP);

    assertThat(browser.get("/ignorant")).isEqualTo("hello");
    assertThat(browser.get("/ignorant")).isEqualTo("hello");
    expectUnavailable(browser, "/set?name=a&value=1");

    fleet.link(0).restore();
    fleet.link(1).restore();
    for (int node = 0; node < 2; node++) {
      awaitAnswer(browser.on(node), node, "/set?name=a&value=1", "ok");
    }
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void refusedConnectionsAreAClear503AndThingsAreBackToNormalByThemselves() {
    outage(RedisLink::refuse, Stream.concat(PAGES.stream(), MORE_PAGES.stream()).toList());
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void aFrozenRedisIsAClear503AndThingsAreBackToNormalByThemselves() {
    outage(RedisLink::freeze, PAGES);
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void aSlowRedisIsWaitedForAsLongAsRequestsMay() {
    Fleet fleet = fleet(planOfTwo().with("requestTimeout", "20s")).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get("/set?name=a&value=1");

    fleet.link(0).delay(Duration.ofMillis(400));
    fleet.link(1).delay(Duration.ofMillis(400));

    assertThat(browser.get("/set?name=a&value=2")).isEqualTo("ok");
    assertThat(browser.get("/get?name=a")).isEqualTo("2");
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void aRedisThatIsTooSlowIsAClear503AndThingsAreBackToNormalByThemselves() {
    outage(link -> link.delay(Duration.ofSeconds(5)), List.of("/set?name=a&value=2"));
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void cutConnectionsAreMadeAnew() {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get("/set?name=a&value=1");

    for (int i = 0; i < 3; i++) {
      fleet.link(0).cut();
      fleet.link(1).cut();
      awaitAnswer(browser, i, "/get?name=a", "1");
      awaitAnswer(browser, i + 1, "/get?name=a", "1");
    }
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void anOutageBetweenReadAndWriteOfOneRequestIsA503AndNothingIsHalfDone() {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/set?name=a&value=before");

    assertThat(interrupted(fleet, browser, "/slow?name=a&value=after")).startsWith("HTTP 503");

    assertThat(browser.get(1, "/get?name=a")).isEqualTo("before");
    fleet.link(0).restore();
    awaitAnswer(browser, 0, "/set?name=a&value=again", "ok");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("again");
  }

  /** Its client was told so, and that of the other node's request was told that it is saved. */
  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void whatARequestCouldNotSaveDoesNotUndoWhatAnotherNodeSavedSince() {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/set?name=a&value=before");
    assertThat(interrupted(fleet, browser, "/slow?name=a&value=failed")).startsWith("HTTP 503");

    assertThat(browser.get(1, "/set?name=a&value=saved")).isEqualTo("ok");
    fleet.link(0).restore();

    awaitAnswer(browser, 0, "/get?name=a", "saved");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("saved");
  }

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void aFailedLogoutIsA503EvenWhenTheApplicationSwallowsTheException() {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/set?name=a&value=1");

    assertThat(interrupted(fleet, browser, "/careless-logout?")).startsWith("HTTP 503");

    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");
    fleet.link(0).restore();
    awaitAnswer(browser, 0, "/get?name=a", "1");
    assertThat(browser.get(0, "/careless-logout")).isEqualTo("bye");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("no session");
  }

  /** The failure belongs to the request that met it, not to the one that came last. */
  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void aFailedLogoutIsA503AlsoWhileAnotherRequestUsesTheSession() {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/set?name=a&value=1");
    String gate = FleetScenarios.unique("logout");
    String other = FleetScenarios.unique("other");
    Browser leaving = browser.twin();
    Browser staying = browser.twin();
    Browser keeper = fleet.browser(HttpSessionContract.APP);
    CompletableFuture<String> bye =
        FleetScenarios.inBackground(() -> leaving.get(0, "/careless-logout?gate=" + gate));
    keeper.get(0, "/gate/arrived?name=" + gate);
    CompletableFuture<String> later =
        FleetScenarios.inBackground(() -> staying.get(0, "/slow?name=b&value=2&gate=" + other));
    keeper.get(0, "/gate/arrived?name=" + other);

    fleet.link(0).refuse();
    keeper.get(0, "/gate/open?name=" + gate);

    assertThat(bye.join()).startsWith("HTTP 503");
    fleet.link(0).restore();
    awaitAnswer(browser, 0, "/get?name=a", "1");
    keeper.get(0, "/gate/open?name=" + other);
    assertThat(later.join()).isEqualTo("written");
    assertThat(browser.get(1, "/get?name=b")).isEqualTo("2");
  }

  /** What node 0 answers when it loses Redis while the page waits at its gate. */
  private static String interrupted(Fleet fleet, Browser browser, String page) {
    String gate = FleetScenarios.unique("outage");
    Browser waiting = browser.twin();
    CompletableFuture<String> answer =
        FleetScenarios.inBackground(() -> waiting.get(0, page + "&gate=" + gate));
    Browser keeper = fleet.browser(HttpSessionContract.APP);
    keeper.get(0, "/gate/arrived?name=" + gate);

    fleet.link(0).refuse();
    keeper.get(0, "/gate/open?name=" + gate);
    return answer.join();
  }

  private void outage(Consumer<RedisLink> fault, List<String> pages) {
    Fleet fleet = fleet(impatient()).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get("/set?name=a&value=1");
    browser.get("/get?name=a");
    String id = browser.sessionId();
    Browser fresh = fleet.browser(HttpSessionContract.APP);

    fault.accept(fleet.link(0));
    fault.accept(fleet.link(1));

    pages.forEach(page -> expectUnavailable(browser, page));
    expectUnavailable(fresh, "/set?name=a&value=2");
    assertThat(browser().get("/ignorant")).isEqualTo("hello");

    fleet.link(0).restore();
    fleet.link(1).restore();
    awaitAnswer(browser, 0, "/get?name=a", "1");
    awaitAnswer(browser, 1, "/get?name=a", "1");
    assertThat(browser.sessionId()).isEqualTo(id);
    browser.get(0, "/set?name=a&value=3");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("3");
  }

  /** Two nodes whose requests wait as long as they do by default. */
  private FleetPlan impatient() {
    return planOfTwo().with("requestTimeout", "1500ms");
  }

  /** On both nodes: an empty-handed but clear answer, in time, that leaves the cookie alone. */
  private static void expectUnavailable(Browser browser, String path) {
    for (int node = 0; node < 2; node++) {
      long start = System.nanoTime();
      Response response = browser.on(node).open(path);
      String text = response.text();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANG);
      assertThat(response.status()).as(path).isEqualTo(503);
      assertThat(response.header("Content-Type"))
          .as("the server's page or ours")
          .matches("(?i)text/(html|plain);charset=(iso-8859-1|utf-8)");
      assertThat(response.headers("Set-Cookie")).as(path).isEmpty();
      assertThat(text).as("what the client learns").doesNotContain("redis:", "\tat ");
    }
  }

  private static void awaitAnswer(Browser browser, int node, String path, String answer) {
    await().atMost(RECOVERY).until(() -> browser.get(node, path).equals(answer));
  }
}
