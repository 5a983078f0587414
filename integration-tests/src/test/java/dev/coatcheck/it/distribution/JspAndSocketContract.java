package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.FleetPlan;
import dev.coatcheck.testkit.http.FleetTest;
import dev.coatcheck.testkit.http.WebApp;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The sessions that JSPs and WebSockets get from the container are the application's. */
abstract class JspAndSocketContract extends FleetTest {

  static final String APP = "/app";

  private static final String APP_THAT_ADDS_SOCKETS = "/adding";

  @Override
  public FleetPlan plan() {
    return FleetPlan.ofTwo(applications().toArray(WebApp[]::new));
  }

  /** What each node serves. */
  List<WebApp> applications() {
    return List.of(
        with(
            WebApp.at(APP)
                .plus("session.jsp", resource("/sockets/session.jsp"))
                .plus("ignorant.jsp", resource("/sockets/ignorant.jsp")),
            "HandshakeSession",
            "SessionSocket",
            "Talk",
            "Wishes"),
        with(
            WebApp.at(APP_THAT_ADDS_SOCKETS),
            "AddedSocket",
            "AddedSocket$1",
            "AddedSocket$Adder",
            "HandshakeSession",
            "Talk"));
  }

  static WebApp with(WebApp application, String... classes) {
    WebApp more = application;
    for (String name : classes) {
      String file = "org/example/sockets/" + name + ".class";
      more = more.plus("WEB-INF/classes/" + file, resource("/" + file));
    }
    return more;
  }

  // JSP and the expression language

  @Test
  void whatAJspCallsSessionIsOurs() {
    Browser browser = browser();

    List<String> first = lines(browser.get(0, "/session.jsp?coat=woollen"));

    String id = browser.sessionId();
    assertThat(first)
        .containsExactly(
            "session: id=" + id + ", new=true, coat=woollen",
            "pageContext.session: id=" + id + ", new=true, interval=1800",
            "sessionScope: coat=woollen, no hat=true, wishes=[]");
    assertThat(lines(browser.get(1, "/session.jsp")))
        .containsExactly(
            "session: id=" + id + ", new=false, coat=woollen",
            "pageContext.session: id=" + id + ", new=false, interval=1800",
            "sessionScope: coat=woollen, no hat=true, wishes=[]");
    assertThat(browser.get(0, "/get?name=coat")).isEqualTo("woollen");
  }

  @Test
  void whatAJspChangesInPlaceIsSaved() {
    Browser browser = browser();

    browser.get(0, "/session.jsp?item=scarf");
    browser.get(1, "/session.jsp?item=gloves");

    for (int node = 0; node < fleet().size(); node++) {
      assertThat(browser.get(node, "/session.jsp")).contains("wishes=[scarf, gloves]");
    }
  }

  @Test
  void aJspThatWantsNoSessionStartsNone() {
    Browser browser = browser();

    assertThat(lines(browser.get(0, "/ignorant.jsp"))).containsExactly("hello");

    assertThat(browser.cookie("JSESSIONID")).isNull();
  }

  // WebSocket

  @Test
  void theHandshakeHasTheSessionOfTheVisitor() {
    Browser browser = browser();
    browser.get(0, "/set?name=coat&value=woollen");

    for (int node = 0; node < fleet().size(); node++) {
      try (Socket socket = socket(browser, node)) {
        assertThat(socket.say("id")).isEqualTo(browser.sessionId());
        assertThat(socket.say("get coat")).isEqualTo("woollen");
      }
    }
  }

  @Test
  void soHasTheHandshakeOfASocketThatAListenerAdded() {
    socketsShareTheSession(APP_THAT_ADDS_SOCKETS);
  }

  @Test
  void aHandshakeStartsNoSession() {
    try (Socket socket = socket(browser(), 0)) {
      assertThat(socket.say("id")).isEqualTo("no session");
    }
  }

  /** There is no request whose end could save it. */
  @Test
  void whatAMessageChangesIsSavedAtOnce() {
    Browser browser = browser();
    browser.get(0, "/set?name=coat&value=woollen");
    try (Socket socket = socket(browser, 1)) {
      assertThat(socket.say("set coat silken")).isEqualTo("ok");
      assertThat(browser.get(0, "/get?name=coat")).isEqualTo("silken");
      assertThat(browser.get(1, "/get?name=coat")).isEqualTo("silken");

      browser.get(1, "/set?name=coat&value=linen");
      assertThat(socket.say("get coat")).as("one object on a node").isEqualTo("linen");

      assertThat(socket.say("remove coat")).isEqualTo("ok");
      assertThat(browser.get(0, "/get?name=coat")).isEqualTo("null");
    }
  }

  @Test
  void aMessageEndsTheSession() {
    Browser browser = browser();
    browser.get(0, "/counter");
    String id = browser.sessionId();
    try (Socket socket = socket(browser, 1)) {
      assertThat(socket.say("invalidate")).isEqualTo("ok");
      assertThat(socket.say("get counter")).isEqualTo("ended");
    }

    assertThat(browser.get(0, "/get?name=counter")).isEqualTo("no session");
    assertThat(browser.get(1, "/journal?id=" + id)).containsOnlyOnce("destroyed (described)");
  }

  /** The socket of an application sees what the application's pages see, on each node. */
  void socketsShareTheSession(String app) {
    Browser browser = fleet().browser(app);
    browser.get(0, "/counter");

    for (int node = 0; node < fleet().size(); node++) {
      try (Socket socket = Socket.to(fleet().uri(node), app + "/socket", browser)) {
        assertThat(socket.say("id")).isEqualTo(browser.sessionId());
        assertThat(socket.say("set coat silken")).isEqualTo("ok");
        assertThat(browser.get(1 - node, "/get?name=coat")).isEqualTo("silken");
        browser.get(node, "/remove?name=coat");
      }
    }
  }

  private Socket socket(Browser browser, int node) {
    return Socket.to(fleet().uri(node), APP + "/socket", browser);
  }

  private static List<String> lines(String page) {
    return page.lines().filter(line -> !line.isBlank()).toList();
  }

  static Path resource(String name) {
    URL url = JspAndSocketContract.class.getResource(name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
