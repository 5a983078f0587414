package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.LoginRecord;
import dev.coatcheck.testkit.RedisProbe;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.SecurityHandler;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.FormAuthenticator;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.util.security.Password;
import org.junit.jupiter.api.Test;

/** Logins by Jetty's own security handler: what one node knows of the user, the other knows. */
class LoginOnTwoNodesTest extends OnTwoNodes {

  private static final String PASSWORD = "open-sesame-4711";
  private static final String CREDENTIALS = "j_username=ada&j_password=" + PASSWORD;
  private static final String AS_ADA = "ada FORM member=true admin=false";

  private static final LoginRecord GRACE =
      new LoginRecord("grace", List.of("member", "admin"), "FORM");

  @Override
  void application(TestNode node) {
    node.server
        .getConnectors()[0]
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .addCustomizer(new ForwardedRequestCustomizer());
    TestNode.App app =
        node.app("/")
            .page("/login", (request, response) -> "please log in")
            .page("/failed", (request, response) -> "try again")
            .page("/members/hello", (request, response) -> whoAmI(request))
            .page("/who", (request, response) -> whoAmI(request))
            .page(
                "/members/order",
                (request, response) -> FormFields.getFields(request).getValues("what").toString())
            .page(
                "/logout",
                (request, response) ->
                    String.valueOf(AuthenticationState.logout(request, response)))
            .page(
                "/as-tomcat",
                (request, response) -> {
                  ManagedSession session = (ManagedSession) request.getSession(true);
                  LiveSession live = ((LiveSessionData) session.getSessionData()).live();
                  live.putNote(LoginRecord.NOTE, GRACE.toBytes());
                  return "";
                })
            .page(
                "/names",
                (request, response) -> request.getSession(true).getAttributeNameSet().toString());
    UserStore users = new UserStore();
    users.addUser("ada", new Password(PASSWORD), new String[] {"member", "baker"});
    HashLoginService logins = new HashLoginService("realm");
    logins.setUserStore(users);
    SecurityHandler.PathMapped security = new SecurityHandler.PathMapped();
    security.setLoginService(logins);
    security.setAuthenticator(new FormAuthenticator("/login", "/failed", false));
    security.put("/members/*", Constraint.from("member"));
    app.sessions.setHandler(security);
    security.setHandler(app);
  }

  private static String whoAmI(Request request) {
    return AuthenticationState.getAuthenticationState(request)
            instanceof AuthenticationState.Succeeded login
        ? login.getUserIdentity().getUserPrincipal()
            + " "
            + login.getAuthenticationType()
            + " member="
            + login.isUserInRole("member")
            + " admin="
            + login.isUserInRole("admin")
        : "nobody";
  }

  private void logIn(TestNode node) throws Exception {
    browser.get(node, "/members/hello");
    assertThat(browser.post(node, "/j_security_check", CREDENTIALS).headers().map())
        .extractingByKey("location")
        .asString()
        .contains("/members/hello");
  }

  @Test
  void whoLoggedInOnOneNodeIsLoggedInOnTheOther() throws Exception {
    logIn(first);
    for (TestNode node : List.of(first, second, first, second)) {
      assertThat(browser.get(node, "/members/hello").body()).isEqualTo(AS_ADA);
    }
  }

  @Test
  void theRequestBeforeTheLoginIsReplayedWhereverTheLoginWas() throws Exception {
    HttpResponse<String> form =
        browser.post(first, "/members/order?today=1", "what=two+ducks&what=%26+a+k%C3%A4se");
    assertThat(form.headers().firstValue("location").orElseThrow()).endsWith("/login");
    assertThat(browser.get(second, "/login").body()).isEqualTo("please log in");
    HttpResponse<String> loggedIn = browser.post(second, "/j_security_check", CREDENTIALS);
    String target = loggedIn.headers().firstValue("location").orElseThrow();
    assertThat(target).endsWith("/members/order?today=1");
    assertThat(browser.get(first, "/members/order?today=1").body())
        .isEqualTo("[two ducks, & a käse]");
    assertThat(browser.get(first, "/names").body()).doesNotContain("form_");
    assertThat(browser.get(second, "/names").body()).doesNotContain("form_");
  }

  @Test
  void whoLoggedOutOnOneNodeIsLoggedOutOnTheOther() throws Exception {
    logIn(first);
    assertThat(browser.get(second, "/members/hello").body()).isEqualTo(AS_ADA);
    assertThat(browser.get(second, "/logout").body()).isEqualTo("true");
    assertThat(browser.get(first, "/members/hello").headers().firstValue("location"))
        .hasValueSatisfying(location -> assertThat(location).endsWith("/login"));
  }

  @Test
  void theIdChangesAtTheLoginOnceAndTheOldOneIsWorthless() throws Exception {
    browser.get(first, "/members/hello");
    Browser thief = new Browser();
    thief.cookie = browser.cookie;
    browser.post(second, "/j_security_check", CREDENTIALS);
    assertThat(browser.cookie).isNotEqualTo(thief.cookie);
    String changed = browser.cookie;
    browser.post(first, "/j_security_check", CREDENTIALS);
    assertThat(browser.cookie).as("a second login of the same session").isEqualTo(changed);
    for (TestNode node : List.of(first, second)) {
      assertThat(thief.get(node, "/members/hello").statusCode()).isEqualTo(302);
      assertThat(browser.get(node, "/members/hello").body()).isEqualTo(AS_ADA);
    }
  }

  @Test
  void aWrongPasswordLogsNobodyIn() throws Exception {
    browser.get(first, "/members/hello");
    HttpResponse<String> refused =
        browser.post(second, "/j_security_check", "j_username=ada&j_password=guess");
    assertThat(refused.headers().firstValue("location").orElseThrow()).endsWith("/failed");
    assertThat(browser.get(first, "/who").body()).isEqualTo("nobody");
  }

  @Test
  void neitherAPasswordNorAClassOfJettysReachesRedis() throws Exception {
    browser.post(first, "/members/order", "what=two+ducks");
    assertThat(stored()).contains("two+ducks");
    browser.post(second, "/j_security_check", CREDENTIALS);
    browser.get(first, "/members/hello");
    assertThat(stored())
        .contains("ada", "member", "baker")
        .doesNotContain(PASSWORD, "SessionAuthentication", "org.eclipse", "org/eclipse");
  }

  @Test
  void aLoginThatTomcatStoredIsHonoured() throws Exception {
    browser.get(first, "/as-tomcat");
    for (TestNode node : List.of(second, first)) {
      assertThat(browser.get(node, "/members/hello").body())
          .isEqualTo("grace FORM member=true admin=true");
    }
    assertThat(browser.get(second, "/logout").body()).isEqualTo("true");
    assertThat(browser.get(first, "/who").body()).isEqualTo("nobody");
  }

  /** All that is in Redis. */
  private String stored() {
    StringBuilder all = new StringBuilder();
    try (RedisProbe probe = redis.probe()) {
      for (String key : probe.keys("*")) {
        all.append(key).append(' ');
        all.append(
            "hash".equals(probe.command("TYPE", key))
                ? probe.hash(key)
                : probe.command("DUMP", key));
      }
    }
    return all.toString();
  }
}
