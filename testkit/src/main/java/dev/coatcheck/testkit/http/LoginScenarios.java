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

    assertThat(browser.get("/members/hello")).isEqualTo("please log in");
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
    assertThat(form.text()).isEqualTo("please log in");
    Response loggedIn = browser.post("/j_security_check", CREDENTIALS);

    assertThat(browser.follow(loggedIn).text()).isEqualTo("POST two ducks by alice");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLoginChangesTheIdAndKeepsTheAttributes() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    String before = browser.sessionId();

    browser.get("/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();

    assertThat(browser.sessionId()).isNotEqualTo(before);
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser().setCookie("JSESSIONID", before).get("/members/hello"))
        .isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aWrongPasswordLogsNobodyIn() {
    Browser browser = browser();
    browser.get("/members/hello");

    Response refused = browser.post("/j_security_check", "j_username=alice&j_password=guess");

    assertThat(refused.text()).isEqualTo("try again");
    assertThat(browser.get("/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLogoutIsALogoutEverywhere() {
    Browser browser = browser();
    browser.get("/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser.get(0, "/members/hello");
    browser.get(1, "/members/hello");

    browser.get(0, "/logout");

    assertThat(browser.get(1, "/members/hello")).isEqualTo("please log in");
    assertThat(browser.get(0, "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void invalidatingTheSessionLogsOutEverywhere() {
    Browser browser = browser();
    browser.get("/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser.get(0, "/members/hello");
    browser.get(1, "/members/hello");

    browser.get(0, "/invalidate");

    assertThat(browser.get(1, "/members/hello")).isEqualTo("please log in");
    assertThat(browser.get(0, "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs(Feature.CONTAINER_LOGIN)
  default void aLoginByTheApplicationIsGoodOnTheOtherNode() {
    Browser browser = browser();

    browser.get(0, "/login?user=alice&password=" + NodePlan.MEMBER_PASSWORD);

    assertThat(browser.get(1, "/members/hello")).startsWith("alice ").contains("member=true");
    browser.get(1, "/logout");
    assertThat(browser.get(0, "/members/hello")).isEqualTo("please log in");
  }

  @Test
  @Needs({Feature.CONTAINER_LOGIN, Feature.REDIS})
  default void noPasswordReachesRedis() {
    Browser browser = browser();
    browser.get("/members/hello");
    browser.follow(browser.post("/j_security_check", CREDENTIALS)).text();
    browser().get("/login?user=alice&password=" + NodePlan.MEMBER_PASSWORD);

    assertThat(redis().keys("cc:app:*:s:*"))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(redis().hash(key).toString()).doesNotContain(NodePlan.MEMBER_PASSWORD));
  }
}
