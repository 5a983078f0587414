package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Session ids that no container has issued. */
interface IdentifierScenarios extends FleetScenarios {

  @Test
  default void anUnknownIdIsNeverAdopted() {
    String unknown = "0123456789ABCDEF0123456789ABCDEF";
    Browser browser = browser().setCookie("JSESSIONID", unknown);

    assertThat(browser.get("/get?name=a")).isEqualTo("no session");
    assertThat(browser.get("/set?name=a&value=1")).isEqualTo("ok");

    assertThat(browser.sessionId()).isNotEqualTo(unknown);
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    Browser victim = browser().setCookie("JSESSIONID", unknown);
    assertThat(victim.get(0, "/get?name=a")).isEqualTo("no session");
    assertThat(victim.get(1, "/get?name=a")).isEqualTo("no session");
  }

  @ParameterizedTest(name = "{index}") // reports must not carry what these ids are made of
  @MethodSource("dev.coatcheck.testkit.http.IdentifierScenarios#hostileIds")
  default void aHostileIdGetsANewSession(String hostile) {
    Browser browser = browser().setCookie("JSESSIONID", hostile);

    String answer = browser.get("/set?name=a&value=1");

    if (answer.startsWith("HTTP 400")) {
      assertThat(hostile.chars()).as("what no HTTP header may contain").anyMatch(c -> c < ' ');
    } else {
      assertThat(answer).isEqualTo("ok");
      assertThat(browser.sessionId()).isNotEqualTo(hostile);
      assertThat(browser.get("/get?name=a")).isEqualTo("1");
      assertThat(browser.get("/get?name=a")).isEqualTo("1");
    }
  }

  @Test
  @Needs(Feature.REDIS)
  default void noHostileIdLeavesAnOddKeyInRedis() {
    hostileIds().forEach(this::aHostileIdGetsANewSession);

    assertThat(redis().keys("*"))
        .isNotEmpty()
        .allMatch(key -> key.matches("cc:[a-z]+:(\\{\\d+}:(s:[A-Za-z0-9_-]{22}|expiry)|sweepers)"));
  }

  @Test
  default void tenCookiesOfTheSameNameFindTheOneThatIsValid() {
    Browser browser = browser();
    browser.get("/set?name=a&value=1");
    String id = browser.sessionId();
    StringBuilder cookies = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      cookies.append("0123456789ABCDEF0123456789ABCDE").append(i).append("; JSESSIONID=");
    }

    browser.setCookie("JSESSIONID", cookies + id);

    assertThat(browser.get("/get?name=a")).isEqualTo("1");
    assertThat(browser.get("/get?name=a")).isEqualTo("1");
  }

  /** What attackers and broken clients send. */
  static Stream<String> hostileIds() {
    String good = "0123456789ABCDEF0123456789ABCDEF";
    return Stream.of(
        "x".repeat(6000),
        "*",
        good + "*",
        "cc:app:{1}:expiry",
        "{}",
        "{" + good + "}",
        good + "{1}",
        "../../etc/passwd",
        "..%2f..%2fetc",
        good + "\u0001",
        "\u0007bell",
        "null\u0000byte",
        "äöü\u20ac\uD83D\uDE00",
        "\"quoted\"",
        "a b c",
        good + "." + "r".repeat(300),
        "." + good,
        "...",
        "-1",
        "");
  }
}
