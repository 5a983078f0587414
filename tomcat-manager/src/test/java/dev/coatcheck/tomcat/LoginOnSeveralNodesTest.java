package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A form login whose every request is answered by another node, each with a route of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginOnSeveralNodesTest {

  private static final String PASSWORD = "open-sesame-4711";
  private static final String CREDENTIALS = "j_username=ada&j_password=" + PASSWORD;

  private RedisServer redis;
  private List<TestNode> nodes;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start();
    nodes = List.of(node("n1"), node("n2"), node("n3"));
  }

  @AfterAll
  void stop() throws Exception {
    for (TestNode node : nodes) {
      node.close();
    }
    redis.close();
  }

  private TestNode node(String route) throws Exception {
    return TestNode.start(
        redis.uri(),
        node -> {
          node.tomcat.getEngine().setJvmRoute(route);
          node.tomcat.addUser("ada", PASSWORD);
          node.tomcat.addRole("ada", "member");
          node.tomcat.addUser("grace", PASSWORD);
          node.tomcat.addRole("grace", "member");
          SecurityCollection pages = new SecurityCollection();
          pages.addPattern("/members");
          SecurityConstraint constraint = new SecurityConstraint();
          constraint.addCollection(pages);
          constraint.addAuthRole("member");
          constraint.setAuthConstraint(true);
          node.context.addConstraint(constraint);
          node.context.setLoginConfig(new LoginConfig("FORM", null, "/login", "/failed"));
          node.context.getPipeline().addValve(new FormAuthenticator());
          node.page("/login", (q, r) -> r.getWriter().print("who are you?"));
          node.page("/failed", (q, r) -> r.getWriter().print("wrong"));
          node.page(
              "/members",
              (q, r) ->
                  r.getWriter()
                      .print(
                          String.join(
                              " ",
                              q.getMethod(),
                              q.getRemoteUser(),
                              q.getAuthType(),
                              "" + q.isUserInRole("member"),
                              "" + q.getParameter("order"),
                              "" + sessionCookie(q).equals(q.getSession().getId()),
                              "" + ("" + q.getHeader("Cookie")).contains(q.getSession().getId()))));
          node.page(
              "/logout",
              (q, r) -> {
                q.logout();
                r.getWriter().print("bye");
              });
          node.page(
              "/switch",
              (q, r) -> {
                q.logout();
                q.login("grace", PASSWORD);
                r.getWriter().print("welcome");
              });
        });
  }

  private static String sessionCookie(HttpServletRequest request) {
    return request.getCookies() == null ? "" : request.getCookies()[0].getValue();
  }

  @Test
  void theOriginalPostIsReplayedOnAnotherNodeAndTheLoginHoldsOnAll() throws Exception {
    Browser browser = new Browser();
    browser.get(nodes.get(2), "/members");

    assertThat(browser.post(nodes.get(0), "/members", "order=seven").body())
        .isEqualTo("who are you?");
    HttpResponse<String> loggedIn = browser.post(nodes.get(1), "/j_security_check", CREDENTIALS);
    assertThat(loggedIn.statusCode()).isEqualTo(303);
    assertThat(loggedIn.headers().firstValue("Location").orElseThrow()).endsWith("/members");
    assertThat(browser.get(nodes.get(2), "/members").body())
        .isEqualTo("POST ada FORM true seven true true");

    String issued = browser.cookie;
    for (TestNode node : nodes) {
      assertThat(browser.get(node, "/members").body())
          .isEqualTo("GET ada FORM true null true true");
    }
    assertThat(browser.cookie).as("no cookie because of another route").isEqualTo(issued);
    expectNoPasswordInRedis();
  }

  @Test
  void aLogoutOnOneNodeIsALogoutOnAll() throws Exception {
    Browser browser = new Browser();
    browser.get(nodes.get(0), "/members");
    browser.post(nodes.get(1), "/j_security_check", CREDENTIALS);
    assertThat(browser.get(nodes.get(2), "/members").body()).startsWith("GET ada FORM");

    browser.get(nodes.get(0), "/logout");

    for (TestNode node : nodes) {
      assertThat(browser.get(node, "/members").body()).isEqualTo("who are you?");
    }
  }

  @Test
  void anotherLoginOnOneNodeIsSeenByAll() throws Exception {
    Browser browser = new Browser();
    browser.get(nodes.get(0), "/members");
    browser.post(nodes.get(1), "/j_security_check", CREDENTIALS);
    for (TestNode node : nodes) {
      assertThat(browser.get(node, "/members").body()).startsWith("GET ada FORM");
    }

    assertThat(browser.get(nodes.get(0), "/switch").body()).isEqualTo("welcome");

    for (TestNode node : nodes) {
      assertThat(browser.get(node, "/members").body()).startsWith("GET grace FORM");
    }
  }

  @Test
  void aSessionIsFoundWithAnotherRouteAndWithNone() throws Exception {
    Browser browser = new Browser();
    browser.get(nodes.get(0), "/members");
    browser.post(nodes.get(0), "/j_security_check", CREDENTIALS);
    browser.get(nodes.get(0), "/members");
    String bare = browser.cookie.substring(0, browser.cookie.indexOf('.'));

    for (String id : List.of(bare, bare + ".n2", bare + ".elsewhere")) {
      Browser other = new Browser();
      other.cookie = id;
      assertThat(other.get(nodes.get(1), "/members").body()).startsWith("GET ada FORM");
      assertThat(other.cookie).isEqualTo(id);
    }
  }

  private void expectNoPasswordInRedis() {
    try (RedisProbe probe = redis.probe()) {
      List<String> keys = probe.keys("*:s:*");
      assertThat(keys).isNotEmpty();
      assertThat(keys)
          .extracting(key -> probe.hash(key).toString())
          .noneMatch(stored -> stored.contains(PASSWORD))
          .anyMatch(stored -> stored.contains("member"));
    }
  }
}
