package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Login by the container: what one node knows of the user, all know. */
interface LoginScenarios extends FleetScenarios {

  String CREDENTIALS = "j_username=" + NodePlan.MEMBER + "&j_password=" + NodePlan.MEMBER_PASSWORD;
  String AS_MEMBER = "alice FORM member=true admin=false";

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aFormLoginOnOneNodeIsGoodOnTheOther() {
    Browser browser = browser();

    assertThat(visit(browser, "/members/hello")).isEqualTo("please log in");
    Response loggedIn = browser.post("/j_security_check", CREDENTIALS);
    assertThat(loggedIn.status()).isIn(302, 303);
    assertThat(browser.follow(loggedIn).text()).isEqualTo(AS_MEMBER);

    for (int node = 0; node < 4; node++) {
      assertThat(browser.get(node, "/members/hello")).isEqualTo(AS_MEMBER);
    }
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void thePostThatNeededALoginIsReplayedAfterIt() {
    Browser browser = browser();

    Response form = browser.post("/members/order", "what=two+ducks");
    assertThat(landed(browser, form)).isEqualTo("please log in");
    Response loggedIn = browser.post("/j_security_check", CREDENTIALS);

    assertThat(browser.follow(loggedIn).text())
        .isEqualTo(launcher().habits().replayedMethod() + " two ducks by alice");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLoginChangesTheIdAndKeepsTheAttributes() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    String before = browser.sessionId();

    visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();

    assertThat(browser.sessionId()).isNotEqualTo(before);
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(visit(browser().setCookie("JSESSIONID", before), "/members/hello"))
        .isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aWrongPasswordLogsNobodyIn() {
    Browser browser = browser();
    visit(browser, "/members/hello");

    Response refused = browser.post("/j_security_check", "j_username=alice&j_password=guess");

    assertThat(landed(browser, refused)).isEqualTo("try again");
    assertThat(visit(browser, "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLogoutIsALogoutEverywhere() {
    Browser browser = browser();
    visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser.get(0, "/members/hello");
    browser.get(1, "/members/hello");

    browser.get(0, "/logout");

    assertThat(visit(browser.on(1), "/members/hello")).isEqualTo("please log in");
    assertThat(visit(browser.on(0), "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void invalidatingTheSessionLogsOutEverywhere() {
    Browser browser = browser();
    visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser.get(0, "/members/hello");
    browser.get(1, "/members/hello");

    browser.get(0, "/invalidate");

    assertThat(visit(browser.on(1), "/members/hello")).isEqualTo("please log in");
    assertThat(visit(browser.on(0), "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLoginByTheApplicationIsGoodOnTheOtherNode() {
    Browser browser = browser();

    browser.get(0, "/login?user=alice&password=" + NodePlan.MEMBER_PASSWORD);

    assertThat(visit(browser.on(1), "/members/hello")).startsWith("alice ").contains("member=true");
    browser.get(1, "/logout");
    assertThat(visit(browser.on(0), "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs({Feature.CONTAINER_LOGIN, Feature.REDIS})
  default void noPasswordReachesRedis() {
    Browser browser = browser();
    visit(browser, "/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser().get("/login?user=alice&password=" + NodePlan.MEMBER_PASSWORD);

    assertThat(redis().keys("cc:app:*:s:*"))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(redis().hash(key).toString()).doesNotContain(NodePlan.MEMBER_PASSWORD));
  }

  /** The text of the page that a visitor ends up with. */
  static String visit(Browser browser, String path) {
    return landed(browser, browser.open(path));
  }

  /**
   * The text of the page that a response leads to: containers send the login form and the error
   * page at once or by a redirect, both are allowed (Servlet 6.0 §13.6.3).
   */
  private static String landed(Browser browser, Response response) {
    Response last = response;
    for (int hops = 0; hops < 5 && last.header("Location") != null; hops++) {
      last = browser.follow(last);
    }
    return last.text();
  }
}
