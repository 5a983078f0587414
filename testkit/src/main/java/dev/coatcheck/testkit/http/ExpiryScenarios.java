package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of sessions that nobody uses. */
interface ExpiryScenarios extends FleetScenarios {

  /** Far more than any expiry in these tests should take. */
  Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  default void anUnusedSessionExpiresOnTheWholeFleet() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    String id = browser.sessionId();
    browser.get(1, "/interval?seconds=1");

    awaitDestroyed(id);
    assertThat(browser.sessionId()).isEqualTo(id);

    assertThat(browser.get(0, "/get?name=a")).isEqualTo("no session");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("no session");
  }

  /** Judged only where this machine was quick enough to give the session no reason to expire. */
  @Test
  default void aSessionThatIsReadOnAnyNodeNeverExpiresEarly() {
    int seconds = 3;
    int judged = 0;
    for (int attempt = 0; attempt < 10 && judged < 20; attempt++) {
      Browser browser = browser();
      browser.get(0, "/set?name=a&value=1");
      browser.get(1, "/interval?seconds=" + seconds);
      long touched = System.nanoTime();
      boolean alive = true;
      while (alive && judged < 20) {
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        long asked = System.nanoTime();
        alive = browser.get("/get?name=a").equals("1");
        boolean inTime = System.nanoTime() - touched < seconds * 1_000_000_000L;
        assertThat(alive || !inTime).as("alive, or too slow to tell").isTrue();
        judged += alive ? 1 : 0;
        touched = asked;
      }
    }
    assertThat(judged).as("reads of a session that outlived its interval").isEqualTo(20);
  }

  @Test
  default void zeroAndNegativeIntervalsNeverExpire() {
    Browser zero = withIntervalAfterOneSecond("0");
    Browser negative = withIntervalAfterOneSecond("-1");
    Browser mortal = browser();
    mortal.get("/interval?seconds=2");

    awaitDestroyed(mortal.sessionId());

    for (int node = 0; node < 2; node++) {
      assertThat(zero.get(node, "/get?name=a")).isEqualTo("1");
      assertThat(negative.get(node, "/get?name=a")).isEqualTo("1");
    }
  }

  @Test
  default void theEndOfAnExpiredSessionIsToldOnceInTheFleetWithItsAttributes() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/notice/set?name=b&value=2");
    browser.get(0, "/interval?seconds=1");
    String id = browser.sessionId();

    awaitDestroyed(id);
    awaitDestroyed(later()); // a whole round of looking for expired sessions has passed

    assertThat(FleetScenarios.journal(fleet(), id))
        .containsSubsequence(
            "destroyed (annotated)",
            "destroyed (last)",
            "destroyed (described) a=1 b=2",
            "unbound b=2")
        .filteredOn(event -> event.startsWith("destroyed") || event.startsWith("unbound"))
        .hasSize(4);
  }

  /** Plain Tomcat does not promise this. */
  @Test
  @Needs(Feature.REDIS)
  default void aSessionDoesNotExpireWhileARequestUsesIt() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    Browser slow = browser.twin();
    String gate = FleetScenarios.unique("long");
    String page = "/slow?name=b&value=2&seconds=3&gate=" + gate;
    CompletableFuture<String> answer = FleetScenarios.inBackground(() -> slow.get(0, page));
    browser().get(0, "/gate/arrived?name=" + gate);

    for (long end = System.nanoTime() + 5_000_000_000L; System.nanoTime() < end; ) {
      awaitDestroyed(later());
    }
    browser().get(0, "/gate/open?name=" + gate);

    assertThat(answer.join()).isEqualTo("written");
    assertThat(browser.get(1, "/names")).isEqualTo("a,b");
  }

  /** A session that would be gone in a second if its interval were not changed in time. */
  private Browser withIntervalAfterOneSecond(String seconds) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Browser browser = browser();
      browser.get("/set?name=a&value=1");
      long start = System.nanoTime();
      browser.get("/interval?seconds=1");
      browser.get("/interval?seconds=" + seconds);
      if (System.nanoTime() - start < 1_000_000_000L) {
        return browser;
      }
    }
    throw new AssertionError("this machine needs more than a second for two requests");
  }

  /** Waits until the fleet has told the end of a session, without touching it. */
  private void awaitDestroyed(String id) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                FleetScenarios.journal(fleet(), id).stream()
                    .anyMatch(event -> event.startsWith("destroyed (described)")));
  }

  /** The id of a session that expires after all those that exist. */
  private String later() {
    Browser browser = browser();
    browser.get("/interval?seconds=1");
    return browser.sessionId();
  }
}
