package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever makes a response go out, the session is saved before: a request that is sent to the
 * other node as soon as the first byte has come sees what the request before it changed.
 */
interface SaveBeforeResponseScenarios extends FleetScenarios {

  /** How often each kind is tried; a save that is merely quick would lose some of these races. */
  int RUNS = 150;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buffered",
        "redirect",
        "see-other",
        "no-content",
        "content-length",
        "late-length",
        "printed",
        "send-error",
        "send-error-without-page",
        "exception",
        "forward",
        "include",
        "async-complete",
        "async-dispatch",
        "async-pool",
        "async-non-blocking"
      })
  default void theNextRequestOnTheOtherNodeSeesTheChange(String kind) {
    Browser browser = browser();

    for (int run = 0; run < RUNS; run++) {
      String value = kind + run;
      Response response = browser.on(run).open("/commit/" + kind + "?value=" + value);

      assertThat(browser.get("/commit/values")).isEqualTo(value + " " + value);
      response.text();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flush",
        "empty-flush",
        "writer-flush",
        "writer-overflow",
        "stream-overflow",
        "wide-overflow",
        "large-write",
        "writer-close",
        "stream-close",
        "include-and-flush",
        "async-flush",
        "async-two-parts"
      })
  default void theChangeIsSeenWhileThePageThatMadeItIsStillBusy(String kind) {
    Browser browser = browser();

    for (int run = 0; run < RUNS; run++) {
      String value = kind + run;
      String gate = FleetScenarios.unique(kind);
      Response response =
          browser.on(run).open("/commit/" + kind + "?value=" + value + "&gate=" + gate);

      assertThat(browser.get("/commit/values")).isEqualTo(value + " " + value);
      assertThat(browser.get(run, "/gate/open?name=" + gate)).isEqualTo("open");
      response.text();
    }
  }

  /** With a session that the client knows: Tomcat forgets the cookie of a new one. */
  @Test
  default void whatAPageChangedThatWasResetIsKept() {
    Browser browser = browser();
    browser.get("/commit/values");

    for (int run = 0; run < RUNS; run++) {
      Response response = browser.on(run).open("/commit/reset?value=" + run);

      assertThat(browser.get("/commit/values")).isEqualTo(run + " " + run);
      assertThat(response.text()).isEqualTo("but this");
    }
  }

  /** Few of them, for containers look for such requests once a second. */
  @Test
  default void whatAnAsynchronousRequestChangesWhenItHasWaitedTooLongIsSeenToo() {
    Browser browser = browser();

    for (int run = 0; run < 4; run++) {
      Response response = browser.on(run).open("/commit/async-timeout?value=" + run);

      assertThat(browser.get("/commit/values")).isEqualTo(run + " " + run);
      assertThat(response.text()).isEqualTo("too late");
    }
  }

  /** What the container answers then is its own affair. */
  @Test
  default void whatIsChangedWhenARequestHasWaitedTooLongIsSeenWithoutAnAnswerToo() {
    Browser browser = browser();
    browser.get("/commit/values");

    for (int run = 0; run < 4; run++) {
      Response response = browser.on(run).open("/commit/async-timeout?answer=no&value=" + run);

      assertThat(browser.get("/commit/values")).isEqualTo(run + " " + run);
      assertThat(response.status()).isEqualTo(500);
      response.text();
    }
  }

  /** As long as the buffer has room, whatever the encoding. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&encoding=UTF-8", "&encoding=ISO-8859-1", "&encoding=Shift_JIS"})
  default void aPageThatHasNotFilledItsBufferCanStillBeReplaced(String encoding) {
    Browser browser = browser();

    Response response = browser.open("/much-then-error?value=1" + encoding);

    assertThat(response.status()).isEqualTo(418);
    assertThat(response.text()).isEqualTo("sorry, 1");
  }

  @Test
  default void theLocationOfARedirectShowsTheChange() {
    Browser browser = browser();

    for (int run = 0; run < RUNS; run++) {
      Response redirect = browser.open("/commit/redirect?value=" + run);

      assertThat(redirect.status()).isIn(302, 303);
      assertThat(browser.follow(redirect).text()).isEqualTo(run + " " + run);
    }
  }

  @Test
  default void anErrorPageReadsAndWritesTheSession() {
    Browser browser = browser();

    Response first = browser.open("/commit/send-error?value=1");
    assertThat(first.status()).isEqualTo(418);
    assertThat(first.text()).isEqualTo("sorry, 1");
    Response second = browser.open("/commit/exception?value=2");
    assertThat(second.status()).isEqualTo(500);
    assertThat(second.text()).isEqualTo("sorry, 2");

    assertThat(browser.get("/get?name=errors")).isEqualTo("2");
    assertThat(browser.get("/get?name=errors")).isEqualTo("2");
  }

  @Test
  default void aChangeAfterTheResponseWasSentIsKept() {
    Browser browser = browser();
    browser.get(0, "/commit/buffered?value=early");
    String gate = FleetScenarios.unique("late");
    Response response = browser.on(0).open("/late?value=late&gate=" + gate);

    browser.get(0, "/gate/open?name=" + gate);
    response.text();
    browser.settle();

    assertThat(browser.get(1, "/commit/values")).isEqualTo("late late");
  }
}
