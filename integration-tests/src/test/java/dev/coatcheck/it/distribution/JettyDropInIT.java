package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettyDistribution;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.Directories;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One archive, one module and one property, and applications of all environments of a Jetty go on
 * as before. The archive is unpacked into the first node's jetty.base; the second node finds it
 * unpacked beside, which is the other way to install it.
 */
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.JettyLine#tested")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JettyDropInIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Installation installation;

  @Parameter JettyLine line;

  @BeforeParameterizedClassInvocation
  static void install(JettyLine line, @TempDir Path directory) throws IOException {
    JettyDistribution jetty = line.distribution();
    Path app = WebApp.at("/app").unpackTo(directory);
    Path javaEe = JavaEeWar.of(jetty).unpack(WebApp.at("/java-ee"), directory);
    Path old = OldWar.unpackTo(directory.resolve("old"));
    Path beside = directory.resolve("coatcheck");
    unpackArchive(beside);
    installation =
        Installation.of(
            "drop-in-jetty-" + jetty.version(),
            (node, redis) -> {
              JettySetup setup = Installation.jetty(line, node, redis).modules("jmx");
              if (node.endsWith("node-1")) {
                setup.unpack(Installation.archive());
              } else {
                setup.includeDirectory(beside);
              }
              for (String environment : line.environments()) {
                Path war = environment.equals("ee8") ? javaEe : app;
                setup.webapp(environment, environment, war);
              }
              return setup.webapp("ee10", "old", old).create();
            });
    installation.start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @Test
  @Order(1)
  void eachNodeGoesOnWhereTheOtherStopped() {
    for (String environment : line.environments()) {
      Visitor visitor = installation.visitor();
      visitor.text("/" + environment + "/counter");
      assertThat(visitor.cookie("JSESSIONID"))
          .as("a node's name is neither before nor behind the id")
          .doesNotStartWith("node")
          .doesNotContain(".");

      for (int visit = 2; visit <= 7; visit++) {
        Visitor.Answer answer = visitor.get("/" + environment + "/counter");

        assertThat(answer.body()).as(environment).isEqualTo(String.valueOf(visit));
        assertThat(answer.headers()).as(environment).doesNotContainKey("set-cookie");
      }
    }
  }

  @Test
  @Order(1)
  void aSessionIsChangedInPlaceRenamedAndInvalidatedOnTheOtherNode() {
    for (String environment : line.environments()) {
      Visitor visitor = installation.visitor();
      String app = "/" + environment;
      visitor.on(0).text(app + "/basket/new");
      visitor.on(1).text(app + "/basket/add?shelf=fruit&item=apple");
      visitor.on(0).text(app + "/basket/add?shelf=fruit&item=pear");
      assertThat(visitor.on(1).text(app + "/get?name=basket")).contains("apple", "pear");

      String id = visitor.cookie("JSESSIONID");
      visitor.on(1).text(app + "/change-id");
      assertThat(visitor.cookie("JSESSIONID")).as(environment).isNotEqualTo(id);
      assertThat(visitor.on(0).text(app + "/get?name=basket")).contains("apple", "pear");

      visitor.on(1).text(app + "/invalidate");
      assertThat(visitor.on(0).text(app + "/get?name=basket"))
          .as(environment)
          .isEqualTo("no session");
    }
  }

  @Test
  @Order(1)
  void noApplicationSeesOurClasses() {
    for (String environment : line.environments()) {
      for (int node = 0; node < 2; node++) {
        Visitor visitor = installation.visitor();
        String app = "/" + environment + "/class?name=";
        assertThat(visitor.on(node).text(app + "org.example.plainwar.Site")).isEqualTo("visible");
        for (String ours :
            List.of(
                "dev.coatcheck.Coatcheck",
                "dev.coatcheck.jetty.CoatcheckSessionCache",
                "dev.coatcheck.shaded.org.redisson.Redisson")) {
          assertThat(visitor.on(node).text(app + ours))
              .as(ours + " in " + environment + " on " + node)
              .isEqualTo("not visible");
        }
      }
    }
  }

  @Test
  @Order(1)
  void anApplicationUsesItsOwnOldNettyKryoAndSlf4j() {
    Visitor visitor = installation.visitor();

    for (int visit = 1; visit <= 4; visit++) {
      assertThat(visitor.text("/old/old"))
          .contains("netty=netty-all-4.0.56.Final.jar works")
          .contains("kryo=kryo-2.24.0.jar works")
          .contains("visits=" + visit);
    }
  }

  @Test
  @Order(1)
  void eachContextHasItsObjectsInJmx() throws IOException {
    try (JmxConsole console = new JmxConsole(installation.node(0))) {
      assertThat(console.names("dev.coatcheck.jetty:type=coatchecksessiondatastore,*"))
          .hasSize(line.environments().size() + 1);
      assertThat(console.names("dev.coatcheck.jetty:type=coatchecksessioncache,*"))
          .hasSize(line.environments().size() + 1)
          .allSatisfy(
              name ->
                  assertThat(console.attribute(name, "localSessions")).isInstanceOf(Integer.class));
    }
  }

  @Test
  @Order(2)
  void nothingIsLoggedThatNeedsAnAdministrator() {
    assertThat(installation.complaints()).isEmpty();
  }

  /** Jetty asks for the session of each request that brings a cookie; strangers are served. */
  @Test
  @Order(3)
  void eachEnvironmentAnswers503WhileRedisIsAway() {
    Visitor visitor = installation.visitor();
    for (String environment : line.environments()) {
      visitor.text("/" + environment + "/counter");
    }
    Visitor stranger = installation.visitor();
    installation.redis().stop();

    for (String environment : line.environments()) {
      for (int node = 0; node < 2; node++) {
        Visitor.Answer answer = visitor.on(node).get("/" + environment + "/counter");
        assertThat(answer.status()).as(environment + " on " + node).isEqualTo(503);
        assertThat(answer.headers()).as("no new session").doesNotContainKey("set-cookie");
        assertThat(stranger.on(node).text("/" + environment + "/ignorant")).isEqualTo("hello");
      }
    }
    installation.redis().restart();
    for (String environment : line.environments()) {
      String page = "/" + environment + "/counter";
      await().atMost(PATIENCE).until(() -> visitor.on(0).get(page).status() == 200);
      await().atMost(PATIENCE).until(() -> visitor.on(1).get(page).status() == 200);
    }
  }

  private static void unpackArchive(Path target) throws IOException {
    try (FileSystem archive = FileSystems.newFileSystem(Installation.archive())) {
      Directories.copy(archive.getPath("/"), target);
    }
  }
}
