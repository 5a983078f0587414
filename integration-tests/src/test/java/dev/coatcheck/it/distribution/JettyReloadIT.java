package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications come and go on a Jetty that stays; nothing of them, or of us, is left behind. */
@Tag("full")
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.JettyLine#tested")
class JettyReloadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** All that our libraries name their threads after. */
  private static final Pattern OUR_THREADS =
      Pattern.compile("(?i).*(coatcheck|redisson|netty|nioEventLoop).*");

  @Parameter JettyLine line;

  private Installation installation;
  private JmxConsole console;

  /** Jetty looks each second for what was deployed, changed or removed. */
  @BeforeEach
  void install(@TempDir Path directory) throws IOException {
    Path app = WebApp.at("/app").unpackTo(directory);
    installation =
        Installation.of(
            line,
            "reload",
            setup ->
                setup
                    .property("jetty.deploy.scanInterval", "1")
                    .webapp("ee10", "app", app)
                    .webapp("ee10", "other", app));
    // with one environment alone nothing need be said of it, and an application is one directory,
    // which comes and goes in one step
    Files.delete(webapps().resolve("app.properties"));
    Files.delete(webapps().resolve("other.properties"));
    installation.start();
    console = new JmxConsole(installation.node(0));
  }

  @AfterEach
  void uninstall() throws IOException {
    console.close();
    installation.close();
  }

  /** A session of a class that the application brings pins its loader, if anything does. */
  @Test
  void sessionsSurviveRedeploymentsAndLoadersDoNot() throws IOException {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/basket/new");

    for (int reload = 1; reload <= 3; reload++) {
      visitor.on(0).text("/app/basket/add?shelf=s&item=item" + reload);
      assertThat(visitor.on(0).text("/app/counter")).isEqualTo(String.valueOf(reload));
      redeploy(visitor);
    }

    assertThat(visitor.on(0).text("/app/get?name=basket")).contains("item1", "item2", "item3");
    assertThat(visitor.on(1).text("/app/counter")).isEqualTo("4");
    assertLoaders(2);
    assertThat(installation.complaints()).isEmpty();
  }

  @Test
  void noThreadAndNoConnectionIsLeftWhenTheLastApplicationIsGone() throws IOException {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/basket/new");
    visitor.on(0).text("/other/basket/new");
    assertThat(ourThreads()).isNotEmpty();
    assertLoaders(2);
    installation.node(1).stop();

    undeploy(visitor, "app");
    visitor.on(0).text("/other/basket/add?shelf=s&item=i");
    undeploy(visitor, "other");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(redisClients()).isEmpty());
    assertLoaders(0);
    assertThat(installation.complaints()).isEmpty();
  }

  /** In ee10, for in ee9 Jetty itself keeps the last one. */
  private void assertLoaders(int expected) {
    String loader = "org\\.eclipse\\.jetty\\.(ee|ee10)\\.webapp\\.WebAppClassLoader";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(console.liveObjects(loader)).isEqualTo(expected));
  }

  /** Jetty takes an application down when it is moved away, and up when it comes back. */
  private void redeploy(Visitor visitor) throws IOException {
    undeploy(visitor, "app");
    Files.move(away("app"), webapps().resolve("app"));
    await().atMost(PATIENCE).until(() -> visitor.on(0).get("/app/ignorant").status() == 200);
  }

  private void undeploy(Visitor visitor, String path) throws IOException {
    Files.move(webapps().resolve(path), away(path));
    await()
        .atMost(PATIENCE)
        .until(() -> visitor.on(0).get("/" + path + "/ignorant").status() == 404);
  }

  private Path away(String path) {
    return installation.node(0).base().resolve("work").resolve(path);
  }

  private Path webapps() {
    return installation.node(0).base().resolve("webapps");
  }

  private List<String> ourThreads() throws IOException {
    return console.threads().stream().filter(OUR_THREADS.asMatchPredicate()).toList();
  }

  private List<String> redisClients() {
    try (var probe = installation.redis().probe()) {
      return String.valueOf(probe.command("CLIENT", "LIST"))
          .lines()
          .filter(client -> !client.contains("cmd=client"))
          .toList();
    }
  }
}
