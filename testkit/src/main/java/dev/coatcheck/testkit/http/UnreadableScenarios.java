package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An attribute that cannot be decoded costs that attribute, not the session. */
interface UnreadableScenarios extends FleetScenarios {

  @Test
  @Needs({Feature.REDIS, Feature.OWN_FLEETS})
  default void anAttributeOfAMissingClassLeavesTheOthersAndLogoutUsable() {
    WebApp app = WebApp.at(HttpSessionContract.APP);
    FleetPlan none = new FleetPlan(settings(), List.of());
    Fleet fleet = fleet(none.plusNode(app).plusNode(app.without("Fragile"))).start();
    Browser browser = fleet.browser(HttpSessionContract.APP);
    browser.get(0, "/fragile/set?value=glass");
    browser.get(0, "/set?name=a&value=1");

    assertThat(browser.get(1, "/get?name=a")).isEqualTo("1");
    assertThat(browser.get(1, "/fragile/get")).startsWith("HTTP 500");
    assertThat(browser.get(1, "/names")).isEqualTo("a,fragile");
    browser.get(1, "/set?name=b&value=2");
    assertThat(browser.get(0, "/fragile/get")).isEqualTo("fragile glass");
    assertThat(browser.get(0, "/get?name=b")).isEqualTo("2");

    assertThat(browser.get(1, "/invalidate")).isEqualTo("ended");
    assertThat(browser.get(0, "/get?name=a")).isEqualTo("no session");
  }

  @Test
  @Needs(Feature.REDIS)
  default void spoiledBytesOfOneAttributeLeaveTheOthersAndLogoutUsable() {
    Browser browser = browser();
    browser.get(0, "/set?name=spoilt&value=" + "milk".repeat(5));
    browser.get(0, "/set?name=good&value=bread");
    for (String key : redis().keys("cc:app:*:s:*")) {
      redis().hash(key).keySet().stream()
          .filter(field -> field.contains("spoilt"))
          .forEach(field -> redis().command("HSET", key, field, "?"));
    }

    assertThat(browser.get(1, "/get?name=good")).isEqualTo("bread");
    assertThat(browser.get(1, "/get?name=spoilt")).startsWith("HTTP 500");
    assertThat(browser.get(1, "/set?name=spoilt&value=fresh")).isEqualTo("ok");
    assertThat(browser.get(0, "/get?name=spoilt")).isEqualTo("fresh");
    assertThat(browser.get(1, "/invalidate")).isEqualTo("ended");
  }
}
