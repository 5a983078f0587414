package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creation, times, new ids and the end of sessions. */
interface LifecycleScenarios extends FleetScenarios {

  @Test
  default void aPageThatDoesNotUseTheSessionCreatesNone() {
    Browser browser = browser();

    assertThat(browser.get("/ignorant")).isEqualTo("hello");

    assertThat(browser.cookie("JSESSIONID")).isNull();
  }

  @Test
  default void aSessionIsNewUntilTheClientReturnsWithIt() {
    Browser browser = browser();

    assertThat(FleetScenarios.described(browser.get(0, "/session?create=true")))
        .containsEntry("new", "true")
        .containsEntry("requested", "null");
    for (int node = 0; node < 4; node++) {
      assertThat(FleetScenarios.described(browser.get(node, "/session")))
          .containsEntry("new", "false")
          .containsEntry("present", "true")
          .containsEntry("valid", "true")
          .containsEntry("fromCookie", "true")
          .containsEntry("fromURL", "false")
          .containsEntry("id", browser.sessionId())
          .containsEntry("requested", browser.sessionId());
    }
  }

  @Test
  default void creationTimeIsTheSameOnAllNodes() {
    Browser browser = browser();
    Map<String, String> first = FleetScenarios.described(browser.get(0, "/session?create=true"));

    for (int node = 1; node < 4; node++) {
      assertThat(FleetScenarios.described(browser.get(node, "/session")))
          .containsEntry("created", first.get("created"));
    }
  }

  /** Servlet 6.0, HttpSession: the last time the client sent a request before this one. */
  @Test
  default void theLastAccessIsThatOfTheRequestBeforeOnWhateverNodeItWas() {
    Browser browser = browser();
    browser.get("/session?create=true");
    browser.settle();
    long before = System.currentTimeMillis();
    browser.get("/session");

    for (int run = 0; run < 6; run++) {
      browser.settle();
      await().pollDelay(Duration.ofMillis(30)).until(() -> true);
      long now = System.currentTimeMillis();
      Map<String, String> facts = FleetScenarios.described(browser.get("/session"));

      assertThat(Long.parseLong(facts.get("accessed")))
          .isBetween(before - 1 - toleratedMillis(), now);
      before = now;
    }
  }

  /** How much older than the access itself the time of it may be. */
  private long toleratedMillis() {
    boolean exact = launcher().missing().containsKey(Feature.REDIS) || exactTouch();
    return exact ? 0 : Duration.ofSeconds(30).toMillis();
  }

  private boolean exactTouch() {
    return "0s".equals(settings().get("touchInterval"));
  }

  @Test
  default void theTimeoutOfWebXmlAndThatOfTheSessionTravel() {
    Browser browser = browser();
    browser.get(0, "/session?create=true");
    assertThat(interval(browser, 1)).isEqualTo("1800");

    browser.get(1, "/interval?seconds=77");

    assertThat(interval(browser, 0)).isEqualTo("77");
    assertThat(interval(browser, 1)).isEqualTo("77");
  }

  @Test
  default void anInvalidatedSessionIsGoneEverywhere() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");

    assertThat(browser.get(0, "/invalidate")).isEqualTo("ended");

    assertThat(browser.get(0, "/get?name=a")).isEqualTo("no session");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("no session");
    assertThat(browser.get(1, "/invalidate")).isEqualTo("no session");
  }

  @Test
  default void anInvalidatedSessionRefusesToBeUsed() {
    Browser browser = browser();

    assertThat(browser.get("/invalidate-and-use")).isEqualTo("allowed: [], next: null");
  }

  @Test
  default void aSessionThatFollowsAnInvalidatedOneIsAnother() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    String before = browser.sessionId();

    browser.get("/invalidate-and-create?name=b&value=2");

    assertThat(browser.sessionId()).isNotEqualTo(before);
    assertThat(browser.get("/names")).isEqualTo("b");
    assertThat(browser.get("/names")).isEqualTo("b");
    browser.setCookie("JSESSIONID", before);
    assertThat(browser.get("/get?name=a")).isEqualTo("no session");
  }

  @Test
  default void aNewIdKeepsEverythingAndMakesTheOldOneWorthless() {
    Browser browser = browser();
    browser.get("/basket/new");
    browser.get("/basket/add?shelf=s&item=i");
    Map<String, String> before = FleetScenarios.described(browser.get("/session"));
    Browser thief = browser.twin();
    thief.get(1, "/get?name=basket");

    String issued = browser.get("/change-id");

    assertThat(browser.sessionId()).isEqualTo(issued).isNotEqualTo(before.get("id"));
    for (int node = 0; node < 2; node++) {
      assertThat(browser.get(node, "/get?name=basket")).isEqualTo("{s=[i]}");
      assertThat(FleetScenarios.described(browser.get(node, "/session")))
          .containsEntry("created", before.get("created"))
          .containsEntry("new", "false");
      assertThat(thief.get(node, "/get?name=basket")).isEqualTo("no session");
    }
  }

  @Test
  default void aSessionCanChangeItsIdInTheRequestThatCreatesIt() {
    Browser browser = browser();

    browser.get("/change-id?name=a&value=1");

    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
  }

  @Test
  default void aSessionCanChangeItsIdAgainAndAgain() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");

    for (int i = 0; i < 10; i++) {
      browser.get("/change-id?name=n" + i + "&value=" + i);
    }

    assertThat(browser.get("/names")).isEqualTo("a,n0,n1,n2,n3,n4,n5,n6,n7,n8,n9");
    assertThat(browser.get("/names")).isEqualTo("a,n0,n1,n2,n3,n4,n5,n6,n7,n8,n9");
  }

  private static String interval(Browser browser, int node) {
    return String.valueOf(FleetScenarios.described(browser.get(node, "/session")).get("interval"));
  }
}
