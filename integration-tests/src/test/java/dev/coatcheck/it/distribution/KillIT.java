package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node has acknowledged is not lost with the node. */
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.Line#testedAtLength")
class KillIT {

  private static Installation installation;

  @Parameter Line line;

  @BeforeParameterizedClassInvocation
  static void install(Line line, @TempDir Path directory) {
    Path app = WebApp.at("/app").unpackTo(directory);
    installation = line.install("kill", "app", app).start();
  }

  @AfterParameterizedClassInvocation
  static void uninstall() {
    installation.close();
  }

  @BeforeEach
  void allNodesRun() {
    installation.nodes().stream().filter(node -> !node.isRunning()).forEach(ServerNode::start);
  }

  @Test
  void aKillRightAfterTheAnswerLosesNothing() {
    Visitor visitor = installation.visitor();
    visitor.text("/app/basket/new");

    for (int round = 1; round <= 2; round++) {
      int victim = round % 2;
      visitor.on(victim).text("/app/basket/add?shelf=s&item=item" + round);
      assertThat(visitor.on(victim).text("/app/counter")).isEqualTo(String.valueOf(round));
      installation.node(victim).kill();

      assertThat(visitor.on(1 - victim).text("/app/get?name=counter"))
          .isEqualTo(String.valueOf(round));
      assertThat(visitor.on(1 - victim).text("/app/get?name=basket")).contains("item" + round);
      installation.node(victim).start();
    }
  }

  @Test
  void aKillBetweenManyRequestsLosesNoneThatWasAnswered() {
    assertThatNothingAnsweredIsLost(ServerNode::kill);
  }

  @Test
  void aRestartOfAllNodesLosesNothing() {
    Visitor visitor = installation.visitor();
    visitor.text("/app/counter");
    visitor.text("/app/counter");

    installation.nodes().forEach(ServerNode::kill);
    installation.start();

    assertThat(visitor.text("/app/counter")).isEqualTo("3");
    assertThat(visitor.text("/app/counter")).isEqualTo("4");
  }

  @Test
  void aStopInGoodOrderLosesNothingAndEndsNoSession() {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/counter");
    String id = visitor.cookie("JSESSIONID");

    installation.node(0).stop();
    assertThat(visitor.on(1).text("/app/counter")).isEqualTo("2");
    assertThat(visitor.on(1).text("/app/journal?id=" + id)).doesNotContain("sessionDestroyed");
    installation.node(1).stop();
    installation.start();

    assertThat(visitor.on(0).text("/app/counter")).isEqualTo("3");
    assertThat(visitor.cookie("JSESSIONID")).isEqualTo(id);
  }

  /** Requests that are under way when the stop begins still save what they answer. */
  @Test
  void aStopBetweenManyRequestsLosesNoneThatWasAnswered() {
    assertThatNothingAnsweredIsLost(ServerNode::stop);
  }

  @Test
  void nothingIsLeftOfANodeThatStopped() {
    ServerNode node = installation.node(0);

    node.stop();

    List<String> clients =
        redisClients().lines().filter(client -> !client.contains("cmd=client")).toList();
    assertThat(clients).as("connections of the other node").isNotEmpty();
    installation.node(1).stop();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(redisClients().lines())
                    .filteredOn(client -> !client.contains("cmd=client"))
                    .isEmpty());
  }

  /** Whether the request that the end cut off took place nobody knows; all others did. */
  private void assertThatNothingAnsweredIsLost(Consumer<ServerNode> end) {
    Visitor visitor = installation.visitor();
    visitor.on(0).text("/app/counter");
    AtomicInteger answered = new AtomicInteger(1);
    CompletableFuture<Void> requests =
        CompletableFuture.runAsync(() -> countUntilTheNodeIsGone(visitor, answered));
    await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > 50);

    end.accept(installation.node(0));
    requests.join();

    int kept = Integer.parseInt(visitor.on(1).text("/app/get?name=counter"));
    assertThat(kept).isBetween(answered.get(), answered.get() + 1);
  }

  private static void countUntilTheNodeIsGone(Visitor visitor, AtomicInteger answered) {
    while (true) {
      try {
        Visitor.Answer answer = visitor.on(0).get("/app/counter");
        if (answer.status() != 200) {
          return;
        }
        assertThat(answer.body()).isEqualTo(String.valueOf(answered.incrementAndGet()));
      } catch (UncheckedIOException gone) {
        return;
      }
    }
  }

  private static String redisClients() {
    try (var probe = installation.redis().probe()) {
      return String.valueOf(probe.command("CLIENT", "LIST"));
    }
  }
}
