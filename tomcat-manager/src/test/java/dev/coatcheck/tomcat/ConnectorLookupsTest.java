package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.NonLoginAuthenticator;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tomcat looks for sessions before any valve has run, and after all have. */
class ConnectorLookupsTest {

  private static final String UNKNOWN = "0123456789ABCDEF0123456789ABCDE";

  private RedisServer redis;
  private TestNode node;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    node = TestNode.start(redis.uri(), ConnectorLookupsTest::application);
    browser = new Browser();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    redis.close();
  }

  private static void application(TestNode node) {
    application(node.context, "");
  }

  private static void application(Context context, String version) {
    AccessLogValve log = new AccessLogValve();
    log.setPattern("%S %s");
    log.setDirectory("logs");
    context.getPipeline().addValve(log);
    page(context, version);
    ((CoatcheckManager) context.getManager())
        .setProperty("sweepInterval", "1h"); // sends nothing that a test would count
  }

  private static void page(Context context, String version) {
    TestNode.page(
        context,
        "/set",
        (request, response) -> {
          request.getSession().setAttribute("version", version);
          response.getWriter().print("set");
        });
    TestNode.page(
        context,
        "/get",
        (request, response) -> {
          HttpSession session = request.getSession(false);
          response
              .getWriter()
              .print(version + " " + (session == null ? null : session.getAttribute("version")));
        });
    TestNode.page(context, "/end", (request, response) -> request.getSession().invalidate());
  }

  private long commands() {
    return commands(node.manager);
  }

  private static long commands(CoatcheckManager manager) {
    return Objects.requireNonNull(manager.running()).sessions().counters().commands.sum();
  }

  @Test
  void manyCookiesOfOneIdCostOneCommand() throws Exception {
    browser.get(node, "/set");
    browser.get(node, "/get"); // loads the script
    browser.cookie = browser.cookie + ("; JSESSIONID=" + browser.cookie).repeat(9);
    long before = commands();

    browser.get(node, "/get");

    assertThat(commands() - before).isEqualTo(1);
  }

  @Test
  void anAuthenticatorWithoutCacheSavesTheCommandOfAnUnusedSession() throws Exception {
    NonLoginAuthenticator quiet = new NonLoginAuthenticator();
    quiet.setCache(false);
    node.context("/quiet", new CoatcheckManager(), made -> unused(made, quiet));
    node.context(
        "/usual", new CoatcheckManager(), made -> unused(made, new NonLoginAuthenticator()));

    for (String path : List.of("/quiet", "/usual")) {
      browser = new Browser();
      browser.get(node, path + "/set");
      CoatcheckManager manager =
          (CoatcheckManager) ((Context) node.tomcat.getHost().findChild(path)).getManager();
      long before = commands(manager);
      assertThat(browser.get(node, path + "/unused").body()).isEqualTo("unused");
      assertThat(commands(manager) - before).as(path).isEqualTo(path.equals("/quiet") ? 0 : 1);
    }
  }

  private static void unused(Context context, NonLoginAuthenticator authenticator) {
    application(context, "");
    context.setLoginConfig(new LoginConfig("NONE", null, null, null)); // none is added to ours
    context.getPipeline().addValve(authenticator);
    TestNode.page(context, "/unused", (request, response) -> response.getWriter().print("unused"));
  }

  @Test
  void theCookieThatNamesASessionIsFoundAmongStaleOnes() throws Exception {
    browser.get(node, "/set");
    String good = browser.cookie;
    browser.cookie = UNKNOWN + "0; JSESSIONID=" + UNKNOWN + "1; JSESSIONID=" + good;

    assertThat(browser.get(node, "/get").body()).isEqualTo(" ");
  }

  @Test
  void dozensOfStaleCookiesAreNotAllLookedUp() throws Exception {
    browser.get(node, "/set");
    StringBuilder cookies = new StringBuilder(UNKNOWN);
    for (int i = 0; i < 150; i++) {
      cookies.append("; JSESSIONID=").append(UNKNOWN).append(i);
    }
    browser.cookie = cookies.toString();
    long before = commands();

    assertThat(browser.get(node, "/get").body()).isEqualTo(" null");

    assertThat(commands() - before).isBetween(2L, 40L);
  }

  @Test
  void severalCookiesInAnOutageAreA503AsWell() throws Exception {
    browser.get(node, "/set");
    browser.cookie = browser.cookie + "; JSESSIONID=" + UNKNOWN + "0";
    redis.pause();
    try {
      HttpResponse<String> response = browser.get(node, "/get");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    } finally {
      redis.resume();
    }
  }

  @Test
  void eachVersionOfAnApplicationKeepsItsSessions() throws Exception {
    node.context("/shop##1", new CoatcheckManager(), made -> page(made, "one"));
    browser.get(node, "/shop/set");
    assertThat(browser.get(node, "/shop/get").body()).isEqualTo("one one");

    node.context("/shop##2", new CoatcheckManager(), made -> page(made, "two"));

    assertThat(browser.get(node, "/shop/get").body()).isEqualTo("one one");
    assertThat(new Browser().get(node, "/shop/get").body()).isEqualTo("two null");
  }
}
