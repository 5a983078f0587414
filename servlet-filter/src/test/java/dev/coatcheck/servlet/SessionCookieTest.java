package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cookie, as the application has configured it. */
class SessionCookieTest {

  @AutoClose private static final RedisServer SERVER = RedisServer.start();

  @TempDir private Path directory;

  @Test
  void allThatTheApplicationHasConfiguredIsInIt() throws IOException {
    String config =
        "<name>TICKET</name><domain>shop.example</domain><path>/shop/till</path>"
            + "<secure>true</secure><max-age>77</max-age>"
            + "<attribute><attribute-name>SameSite</attribute-name>"
            + "<attribute-value>Strict</attribute-value></attribute>"
            + "<attribute><attribute-name>Priority</attribute-name>"
            + "<attribute-value>High</attribute-value></attribute>";
    try (TestTomcat tomcat = tomcat(config, (request, response) -> request.getSession())) {

      assertThat(cookies(tomcat))
          .singleElement()
          .asString()
          .startsWith("TICKET=")
          .contains("Domain=shop.example", "Path=/shop/till", "Secure", "HttpOnly", "Max-Age=77")
          .contains("SameSite=Strict", "Priority=High");
    }
  }

  @Test
  void withoutAConfigurationItIsForTheApplicationOnlyAndNotForScripts() throws IOException {
    try (TestTomcat tomcat = tomcat("", (request, response) -> request.getSession())) {

      assertThat(cookies(tomcat))
          .singleElement()
          .asString()
          .startsWith("JSESSIONID=")
          .contains("Path=/shop", "HttpOnly")
          .doesNotContain("Secure", "Domain", "Max-Age", "SameSite");
    }
  }

  @Test
  void anApplicationWhoseScriptsReadItSaysSo() throws IOException {
    try (TestTomcat tomcat =
        tomcat("<http-only>false</http-only>", (request, response) -> request.getSession())) {

      assertThat(cookies(tomcat)).singleElement().asString().doesNotContain("HttpOnly");
    }
  }

  @Test
  void theLastIdOfAResponseIsToldOnceAndOtherCookiesStay() throws IOException {
    try (TestTomcat tomcat = tomcat("", SessionCookieTest::changeTwice)) {

      List<String> cookies = cookies(tomcat);

      assertThat(cookies).hasSize(3);
      assertThat(cookies).anyMatch(cookie -> cookie.startsWith("before=1"));
      assertThat(cookies).anyMatch(cookie -> cookie.startsWith("after=2"));
      String id = tomcat.get("/").body();
      assertThat(id).isNotEmpty();
    }
  }

  @Test
  void aResetDoesNotTakeItAway() throws IOException {
    try (TestTomcat tomcat =
        tomcat(
            "",
            (request, response) -> {
              request.getSession();
              response.reset();
            })) {

      assertThat(cookies(tomcat)).singleElement().asString().startsWith("JSESSIONID=");
    }
  }

  private static void changeTwice(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.addCookie(new Cookie("before", "1"));
    request.getSession();
    response.addCookie(new Cookie("after", "2"));
    request.changeSessionId();
    String last = request.changeSessionId();
    List<String> ours =
        response.getHeaders("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("JSESSIONID="))
            .toList();
    response.getWriter().print(ours.size() == 1 && ours.get(0).contains(last) ? last : "");
  }

  private static List<String> cookies(TestTomcat tomcat) throws IOException {
    return tomcat.get("/").headers().allValues("Set-Cookie");
  }

  private TestTomcat tomcat(String cookieConfig, TestTomcat.Page page) {
    return new TestTomcat(
        directory,
        SERVER.uri(),
        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><session-config>"
            + "<cookie-config>"
            + cookieConfig
            + "</cookie-config></session-config></web-app>",
        page);
  }
}
