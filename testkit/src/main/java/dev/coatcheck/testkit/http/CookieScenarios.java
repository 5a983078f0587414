package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the client learns its id: cookies, their configuration, and URLs. */
interface CookieScenarios extends FleetScenarios {

  @Test
  default void theCookieIsSetOnceAndIsForTheApplicationOnly() {
    Browser browser = browser();

    Response first = browser.open("/set?name=a&value=1");

    assertThat(first.headers("Set-Cookie")).hasSize(1);
    assertThat(first.header("Set-Cookie")).startsWith("JSESSIONID=").contains("Path=/app");
    assertThat(first.headers("Set-Cookie").get(0).contains("HttpOnly"))
        .isEqualTo(launcher().habits().httpOnlyCookies());
    first.text();
    for (int i = 0; i < 4; i++) {
      Response next = browser.open("/set?name=a&value=" + i);
      assertThat(next.headers("Set-Cookie")).isEmpty();
      next.text();
    }
  }

  @Test
  default void theCookieConfigOfWebXmlIsHonoured() {
    Browser browser = fleet().browser(HttpSessionContract.APP_WITH_COOKIE_CONFIG);

    Response first = browser.open("/set?name=a&value=1");
    first.text();

    assertThat(first.header("Set-Cookie"))
        .startsWith("TICKET=")
        .contains("Path=/cookies")
        .contains("HttpOnly")
        .contains("Secure")
        .contains("Max-Age=600");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(FleetScenarios.described(browser.get("/session"))).containsEntry("interval", "420");
  }

  @Test
  default void aClientWithoutCookiesIsRecognizedByItsUrls() {
    Browser browser = fleet().browser(HttpSessionContract.APP_WITH_IDS_IN_URLS);

    Response page = browser.open("/links?create=true&count=3");

    assertThat(page.headers("Set-Cookie")).isEmpty();
    List<String> links = page.text().lines().toList();
    assertThat(links).hasSize(3).allMatch(link -> link.contains(";jsessionid="));
    for (String link : links) {
      assertThat(browser.followLink(link).text()).isEqualTo("yes");
    }
  }

  @Test
  default void linksCarryTheIdUntilTheClientHasShownThatItTakesCookies() {
    Browser browser = browser();

    String first = browser.get("/links?create=true&count=1");
    assertThat(first).contains(";jsessionid=" + browser.sessionId());
    for (int node = 0; node < 2; node++) {
      assertThat(browser().on(node).followLink(first.strip()).text()).isEqualTo("yes");
    }

    assertThat(browser.get("/links?count=1")).doesNotContain("jsessionid");
    assertThat(browser.get("/links?count=1")).doesNotContain("jsessionid");
  }
}
