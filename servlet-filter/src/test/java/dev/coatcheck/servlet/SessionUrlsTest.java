package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which links get the session's id. */
class SessionUrlsTest {

  @AutoClose private static final RedisServer SERVER = RedisServer.start();
  private static TestTomcat tomcat;

  @BeforeAll
  static void start(@TempDir Path directory) {
    tomcat =
        new TestTomcat(
            directory,
            SERVER.uri(),
            "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"/>",
            SessionUrlsTest::encode);
  }

  @AfterAll
  static void stop() {
    tomcat.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page",
        "page?a=b#c",
        "page?next=http://elsewhere/",
        "../shop/page",
        "/shop",
        "/shop/",
        "/shop/page#top",
        "/shop?a=b",
        "HOST/shop/page",
        "HOST/shop?to=//elsewhere"
      })
  void linksBackIntoTheApplicationDo(String url) throws IOException {
    String[] answer = encoded(url);

    int end = answer[0].length();
    for (char mark : new char[] {'?', '#'}) {
      int at = answer[0].indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    assertThat(answer[1])
        .isEqualTo(
            answer[0].substring(0, end) + ";jsessionid=" + answer[2] + answer[0].substring(end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#top",
        "/other/page",
        "/shopping",
        "http://elsewhere/shop/page",
        "https:HOSTPART/shop/page",
        "//elsewhere/shop/page",
        "HOST1/shop/page",
        "HOST.evil.example/shop/page",
        "HOST@evil.example/shop/page",
        "mailto:somebody@elsewhere",
        "javascript:go('/shop/page')",
        "javascript:void(0)",
        "/shop/page;jsessionid=abc"
      })
  void othersDoNot(String url) throws IOException {
    String[] answer = encoded(url);

    assertThat(answer[1]).isEqualTo(answer[0]);
  }

  @Test
  void noLinkDoesWithoutASession() throws IOException {
    assertThat(tomcat.get("/?url=page").body().split("\n", -1)[1]).isEqualTo("page");
  }

  /** The URL as it was asked for, as it was answered, and the session's id. */
  private static String[] encoded(String url) throws IOException {
    return tomcat
        .get("/?create=true&url=" + URLEncoder.encode(url, StandardCharsets.UTF_8))
        .body()
        .split("\n", -1);
  }

  private static void encode(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String host = "//127.0.0.1:" + request.getServerPort();
    String url =
        request.getParameter("url").replace("HOSTPART", host).replace("HOST", "http:" + host);
    String id = request.getParameter("create") == null ? "" : request.getSession().getId();
    String encoded = response.encodeURL(url);
    response.getWriter().print(url + "\n" + encoded + "\n" + id);
  }
}
