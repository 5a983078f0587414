package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications come and go on a Tomcat that stays; nothing of them, or of us, is left behind. */
@ParameterizedClass
@EnumSource(TomcatLine.class)
class ReloadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** All that our libraries name their threads after. */
  private static final String OUR_THREADS = "(?i).*(coatcheck|redisson|netty|nioEventLoop).*";

  private static Installation installation;
  private static Path app;

  @Parameter TomcatLine line;

  private Admin admin;

  @BeforeParameterizedClassInvocation
  static void install(TomcatLine line, @TempDir Path directory) {
    app = WebApp.at("/app").unpackTo(directory);
    installation =
        Installation.of(line, "reload", setup -> Admin.on(setup).webapp("app", app)).start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @BeforeEach
  void bothNodesRun() {
    installation.nodes().stream().filter(node -> !node.isRunning()).forEach(ServerNode::start);
    admin = new Admin(installation.node(0));
  }

  @AfterEach
  void theApplicationIsThere() {
    if (!admin.command("list").contains("/app:running")) {
      deploy();
    }
  }

  @Test
  void sessionsSurviveReloads() {
    admin.assertSessionsSurviveReloads(installation.visitor());
    assertNothingLeaks();
  }

  @Test
  void sessionsSurviveAnUndeployAndANewDeployment() {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/counter");

    admin.command("undeploy?path=/app");
    assertThat(visitor.on(1).text("/app/counter")).isEqualTo("2");
    deploy();

    assertThat(visitor.on(0).text("/app/counter")).isEqualTo("3");
    assertNothingLeaks();
  }

  /** A session of a class that the application brings pins its loader, if anything does. */
  @Test
  void noThreadAndNoConnectionIsLeftWhenTheLastApplicationIsGone() {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/basket/new");
    visitor.on(0).text("/app/basket/add?shelf=s&item=i");
    assertThat(ourThreads()).isNotEmpty();
    installation.node(1).stop();

    admin.command("undeploy?path=/app");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(redisClients()).isEmpty());
    assertNothingLeaks();
  }

  /** Tomcat says, too, which threads and thread locals were left. */
  private void assertNothingLeaks() {
    admin.assertNothingLeaks();
    assertThat(installation.complaints()).isEmpty();
  }

  private List<String> ourThreads() {
    return admin
        .command("threaddump")
        .lines()
        .filter(line -> line.startsWith("\"") && line.matches(OUR_THREADS))
        .toList();
  }

  private static List<String> redisClients() {
    try (var probe = installation.redis().probe()) {
      return String.valueOf(probe.command("CLIENT", "LIST"))
          .lines()
          .filter(client -> !client.contains("cmd=client"))
          .toList();
    }
  }

  private void deploy() {
    admin.command("deploy?path=/app&war=" + app.toUri());
  }
}
