package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.security.Credential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Form logins whose requests are answered by two nodes, in one of Jetty's environments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FormLoginContract {

  static final String PASSWORD = "open-sesame-4711";
  static final String MEMBER = "member";
  static final String LOGIN_PAGE = "who are you?";
  private static final String CREDENTIALS = "j_username=ada&j_password=" + PASSWORD;

  RedisServer redis;
  LoginNode first;
  LoginNode second;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start();
    first = new LoginNode(redis.uri(), users(), application());
    second = new LoginNode(redis.uri(), users(), application());
  }

  @AfterAll
  void stop() throws Exception {
    first.close();
    second.close();
    redis.close();
  }

  /**
   * Members only: /members/hello tells name, method and whether the user is a member and an admin;
   * /members/order what was ordered, and by whom. For all: /login, and /logout.
   */
  abstract Handler application();

  /** Who may log in. */
  LoginService users() {
    UserStore store = new UserStore();
    store.addUser("ada", Credential.getCredential(PASSWORD), new String[] {MEMBER, "reader"});
    HashLoginService service = new HashLoginService("members");
    service.setUserStore(store);
    return service;
  }

  @Test
  void aLoginOnOneNodeIsGoodOnTheOther() throws Exception {
    Visitor visitor = loggedInOnFirst();

    assertThat(visitor.visit(second, "/members/hello")).isEqualTo("ada FORM true false");
    assertThat(visitor.visit(first, "/members/hello")).isEqualTo("ada FORM true false");
  }

  @Test
  void thePostBeforeTheLoginIsReplayedOnAnotherNode() throws Exception {
    Visitor visitor = new Visitor();

    Visitor.Answer refused =
        visitor.post(first, "/members/order?from=shop", "what=two+ducks&what=%C3%A9t%C3%A9&note=");
    assertThat(visitor.visit(first, refused.location())).isEqualTo(LOGIN_PAGE);
    Visitor.Answer loggedIn = visitor.post(second, "/j_security_check", CREDENTIALS);

    String target = loggedIn.location();
    assertThat(target).isEqualTo("/members/order?from=shop");
    assertThat(visitor.visit(first, target)).isEqualTo("two ducks, été by ada from shop");
    assertThat(visitor.visit(second, target)).as("once").isEqualTo("nothing by ada from shop");
  }

  @Test
  void aLogoutOnOneNodeIsALogoutOnTheOther() throws Exception {
    Visitor visitor = loggedInOnFirst();
    visitor.visit(second, "/members/hello");

    assertThat(visitor.visit(second, "/logout")).isEqualTo("bye");

    assertThat(visitor.visit(first, "/members/hello")).isEqualTo(LOGIN_PAGE);
    assertThat(visitor.visit(second, "/members/hello")).isEqualTo(LOGIN_PAGE);
  }

  @Test
  void aLogoutWhereTheLoginWasIsALogoutOnTheOther() throws Exception {
    Visitor visitor = loggedInOnFirst();
    visitor.visit(second, "/members/hello");

    assertThat(visitor.visit(first, "/logout")).isEqualTo("bye");

    assertThat(visitor.visit(second, "/members/hello")).isEqualTo(LOGIN_PAGE);
  }

  @Test
  void theIdFromBeforeTheLoginIsWorthlessAfterIt() throws Exception {
    Visitor visitor = new Visitor();
    visitor.visit(first, "/members/hello");
    Visitor thief = new Visitor();
    thief.cookie = visitor.cookie;

    visitor.post(second, "/j_security_check", CREDENTIALS);

    assertThat(visitor.cookie).isNotEqualTo(thief.cookie);
    assertThat(visitor.visit(first, "/members/hello")).startsWith("ada FORM");
    assertThat(thief.visit(first, "/members/hello")).isEqualTo(LOGIN_PAGE);
  }

  @Test
  void aWrongPasswordLogsNobodyIn() throws Exception {
    Visitor visitor = new Visitor();
    visitor.visit(first, "/members/hello");

    visitor.post(second, "/j_security_check", "j_username=ada&j_password=guess");

    assertThat(visitor.visit(first, "/members/hello")).isEqualTo(LOGIN_PAGE);
  }

  @Test
  void neitherPasswordNorClassOfTheContainerIsStored() throws Exception {
    Visitor visitor = new Visitor();
    visitor.post(first, "/members/order", "what=ducks");
    Visitor member = loggedInOnFirst();
    member.visit(second, "/members/hello");

    String stored = stored();
    assertThat(stored).contains("ada").contains(MEMBER).contains("ducks");
    assertThat(stored).doesNotContain(PASSWORD).doesNotContain("jetty.security");
    assertThat(stored).doesNotContain("SessionAuthentication").doesNotContain("Fields");
  }

  Visitor loggedInOnFirst() throws Exception {
    Visitor visitor = new Visitor();
    assertThat(visitor.visit(first, "/members/hello")).isEqualTo(LOGIN_PAGE);
    Visitor.Answer loggedIn = visitor.post(first, "/j_security_check", CREDENTIALS);
    assertThat(loggedIn.location()).isEqualTo("/members/hello");
    return visitor;
  }

  /** All that Redis has, sessions and whatever is beside them. */
  private String stored() {
    StringBuilder all = new StringBuilder();
    URI uri = URI.create(redis.uri());
    try (RedisProbe probe = RedisProbe.connect(uri.getHost(), uri.getPort())) {
      for (String key : probe.keys("*")) {
        all.append(key);
        if ("hash".equals(probe.command("TYPE", key))) {
          all.append(probe.hash(key));
        }
      }
    }
    return all.toString();
  }
}
