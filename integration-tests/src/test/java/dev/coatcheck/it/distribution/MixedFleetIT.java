package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.WebApp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One Tomcat and one Jetty with the same application share its sessions. */
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.JettyLine#tested")
class MixedFleetIT {

  private static Installation installation;

  @Parameter JettyLine line;

  @BeforeParameterizedClassInvocation
  static void install(JettyLine line, @TempDir Path directory) {
    Path app = WebApp.at("/app").unpackTo(directory);
    installation =
        Installation.of(
            "mixed-" + line.distribution().version(),
            (node, redis) ->
                node.endsWith("node-1")
                    ? Installation.tomcat(TomcatLine.TOMCAT_10, node, redis)
                        .webapp("app", app)
                        .user("ada", "lovelace", "member")
                        .create()
                    : Installation.jetty(line, node, redis)
                        .unpack(Installation.archive())
                        .webapp("ee10", "app", app)
                        .user("ada", "lovelace", "member")
                        .create());
    installation.start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theyCountTogether(int first) {
    Visitor visitor = installation.visitor().on(first);
    visitor.text("/app/counter");

    for (int visit = 2; visit <= 9; visit++) {
      Visitor.Answer answer = visitor.get("/app/counter");

      assertThat(answer.body()).isEqualTo(String.valueOf(visit));
      assertThat(answer.headers()).doesNotContainKey("set-cookie");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatOneChangesInPlaceTheOtherSees(int first) {
    Visitor visitor = installation.visitor().on(first);
    visitor.text("/app/basket/new");

    for (String item : List.of("apple", "pear", "plum")) {
      visitor.text("/app/basket/add?shelf=fruit&item=" + item);
    }

    assertThat(visitor.text("/app/basket/add?shelf=fruit&item=fig"))
        .contains("apple", "pear", "plum", "fig");
  }

  /** Collections of all kinds, which both have to find unchanged when nobody changes them. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void collectionsComeBackWhole(int first) {
    Visitor visitor = installation.visitor().on(first);
    visitor.text("/app/collections/new");
    String size = visitor.text("/app/collections/read");

    for (int read = 0; read < 4; read++) {
      assertThat(visitor.text("/app/collections/read")).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatOneRemovesIsGoneOnTheOther(int first) {
    Visitor visitor = installation.visitor();
    visitor.on(first).text("/app/set?name=coat&value=woollen");
    assertThat(visitor.on(1 - first).text("/app/get?name=coat")).isEqualTo("woollen");

    visitor.on(1 - first).text("/app/remove?name=coat");

    assertThat(visitor.on(first).text("/app/get?name=coat")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aNewIdFromOneIsKnownToTheOther(int first) {
    Visitor visitor = installation.visitor();
    visitor.on(first).text("/app/counter");
    String old = visitor.cookie("JSESSIONID");

    visitor.on(1 - first).text("/app/change-id");

    assertThat(visitor.cookie("JSESSIONID")).isNotEqualTo(old);
    assertThat(visitor.on(first).text("/app/counter")).isEqualTo("2");
    visitor.on(first).text("/app/change-id");
    assertThat(visitor.on(1 - first).text("/app/counter")).isEqualTo("3");
    assertThat(visitor.on(first).text("/app/counter")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatOneInvalidatesIsNoSessionOfTheOther(int first) {
    Visitor visitor = installation.visitor();
    visitor.on(first).text("/app/counter");
    visitor.on(1 - first).text("/app/counter");

    visitor.on(1 - first).text("/app/invalidate");

    assertThat(visitor.on(first).text("/app/get?name=counter")).isEqualTo("no session");
    assertThat(visitor.on(first).text("/app/counter")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoLogsInAtOneIsLoggedInAtTheOther(int first) {
    Visitor visitor = installation.visitor();
    assertThat(visitor.on(first).text("/app/members/hello")).isEqualTo("please log in");
    Visitor.Answer members =
        visitor
            .on(first)
            .post(
                "/app/j_security_check",
                List.of(Map.entry("j_username", "ada"), Map.entry("j_password", "lovelace")),
                Map.of());
    String known = "ada FORM member=true admin=false";
    assertThat(members.body()).isEqualTo(known);

    for (int visit = 0; visit < 4; visit++) {
      assertThat(visitor.text("/app/members/hello")).isEqualTo(known);
      assertThat(visitor.text("/app/who-am-i")).isEqualTo(known);
    }
    visitor.on(1 - first).text("/app/logout");

    assertThat(visitor.on(first).text("/app/members/hello")).isEqualTo("please log in");
  }
}
