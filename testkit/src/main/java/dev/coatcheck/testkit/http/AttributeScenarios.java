package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Attributes that are set, changed in place, and removed, with each request on another node. */
interface AttributeScenarios extends FleetScenarios {

  @Test
  default void aCounterCountsOverAllNodes() {
    Browser browser = browser();

    for (int i = 1; i <= 20; i++) {
      assertThat(browser.get("/counter")).isEqualTo(String.valueOf(i));
    }
  }

  @Test
  default void whatIsSetOnOneNodeIsReadOnTheOther() {
    Browser browser = browser();

    browser.get(0, "/set?name=title&value=Moby+Dick");

    assertThat(browser.get(1, "/get?name=title")).isEqualTo("Moby Dick");
    assertThat(browser.get(0, "/get?name=title")).isEqualTo("Moby Dick");
  }

  @Test
  default void aNestedChangeWithoutSetAttributeIsSeenByTheNextRequest() {
    Browser browser = browser();
    browser.get("/basket/new");

    assertThat(browser.get("/basket/add?shelf=fruit&item=apple")).isEqualTo("{fruit=[apple]}");
    assertThat(browser.get("/basket/add?shelf=fruit&item=pear")).isEqualTo("{fruit=[apple, pear]}");
    assertThat(browser.get("/basket/add?shelf=bread&item=rye"))
        .isEqualTo("{bread=[rye], fruit=[apple, pear]}");
    assertThat(browser.get("/get?name=basket")).isEqualTo("{bread=[rye], fruit=[apple, pear]}");
    assertThat(browser.get("/get?name=basket")).isEqualTo("{bread=[rye], fruit=[apple, pear]}");
  }

  @Test
  default void aChangeInPlaceOnOneNodeIsMergedIntoWhatTheOtherHasDecodedAlready() {
    Browser browser = browser();
    browser.get(0, "/basket/new");
    browser.get(1, "/get?name=basket");

    for (int i = 0; i < 10; i++) {
      browser.get(i, "/basket/add?shelf=n&item=" + i);
    }

    assertThat(browser.get(0, "/get?name=basket")).isEqualTo("{n=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}");
    assertThat(browser.get(1, "/get?name=basket")).isEqualTo("{n=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}");
  }

  @Test
  default void collectionsOfAllKindsKeepTheirContents() {
    Browser browser = browser();
    browser.get(0, "/collections/new");

    String before = browser.get(0, "/collections/read");

    assertThat(browser.get(1, "/collections/read")).isEqualTo(before);
    String after = String.valueOf(Integer.parseInt(before) + 1);
    assertThat(browser.get(0, "/collections/add?word=new")).isEqualTo(after);
    assertThat(browser.get(1, "/collections/read")).isEqualTo(after);
  }

  @Test
  default void aRemovedAttributeIsGoneEverywhere() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    browser.get(1, "/set?name=b&value=2");

    browser.get(0, "/remove?name=b");

    assertThat(browser.get(1, "/get?name=b")).isEqualTo("null");
    assertThat(browser.get(1, "/names")).isEqualTo("a");
    assertThat(browser.get(0, "/names")).isEqualTo("a");
  }

  @Test
  default void settingNullRemoves() {
    Browser browser = browser();
    browser.get(0, "/set?name=a&value=1");
    browser.get(0, "/set?name=b&value=2");
    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");

    browser.get(0, "/set-null?name=a");

    assertThat(browser.get(1, "/names")).isEqualTo("b");
  }

  @Test
  default void anAttributeCanBeSetAgainAfterItWasRemoved() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    browser.get("/remove?name=a");

    browser.get("/set?name=a&value=2");

    assertThat(browser.get("/get?name=a")).isEqualTo("2");
  }

  @Test
  default void namesAndValuesOfAnyTextSurvive() {
    Browser browser = browser();
    String name = Browser.encoded("näme {with} *:._ \"everything\" \u20ac \uD83D\uDE00\u0000end");
    String value = Browser.encoded("välue\r\n\t\u0000 \uD83D\uDE00");

    browser.get(0, "/set?name=" + name + "&value=" + value);

    assertThat(browser.get(1, "/get?name=" + name)).isEqualTo("välue\r\n\t\u0000 \uD83D\uDE00");
  }

  @Test
  default void namesThatLookLikeTheStoresOwnAreHarmless() {
    Browser browser = browser();
    String[] names = {"_", "v", "h", "version", "maxInactive", "principal", "id", "@", "a:b", "m"};
    for (String name : names) {
      browser.get("/set?name=" + name + "&value=of+" + name);
    }

    for (String name : names) {
      assertThat(browser.get("/get?name=" + name)).isEqualTo("of " + name);
    }
  }

  @Test
  default void twoApplicationsDoNotSeeEachOthersSessions() {
    Browser browser = browser();
    browser.get(0, "/set?name=secret&value=mine");
    Browser stranger = browser.at(HttpSessionContract.OTHER_APP);

    assertThat(stranger.get(0, "/get?name=secret")).isEqualTo("no session");
    assertThat(stranger.get(1, "/get?name=secret")).isEqualTo("no session");
    stranger.get("/set?name=secret&value=theirs");
    assertThat(stranger.sessionId().equals(browser.sessionId()))
        .isEqualTo(launcher().habits().sharedIds());
    assertThat(browser.get("/get?name=secret")).isEqualTo("mine");
    assertThat(browser.get("/get?name=secret")).isEqualTo("mine");
  }
}
