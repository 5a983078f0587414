package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.HttpSessionContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract where Undertow looks at requests before any filter does. */
abstract class UndertowContract extends HttpSessionContract {

  /**
   * Undertow itself cannot read a cookie that is not ASCII: no application hears of the request.
   */
  @Override
  @ParameterizedTest(name = "{index}")
  @MethodSource("dev.coatcheck.testkit.http.IdentifierScenarios#hostileIds")
  public void aHostileIdGetsANewSession(String hostile) {
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(hostile)) {
      super.aHostileIdGetsANewSession(hostile);
    } else {
      assertThat(browser().setCookie("JSESSIONID", hostile).get("/ignorant"))
          .startsWith("HTTP 500");
    }
  }
}
