package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three Tomcats behind a balancer that each test starts, and what is asked of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BalancedFleet {

  /** What the nodes call themselves. */
  static final List<String> NODES = List.of("node-1", "node-2", "node-3");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Balancer balancer;
  private Installation installation;
  private Path orders;

  BalancedFleet(Balancer balancer) {
    this.balancer = balancer;
  }

  @BeforeAll
  void install(@TempDir Path directory) {
    balancer.assumeInstalled();
    orders = directory.resolve("orders");
    Path app = application().unpackTo(directory);
    Path nodes = Installation.target().resolve("nodes").resolve(getClass().getSimpleName());
    RedisServer redis = RedisServer.start();
    installation =
        new Installation(
                redis,
                NODES.stream()
                    .map(
                        name ->
                            Installation.tomcat(TomcatLine.TOMCAT_10, nodes.resolve(name), redis)
                                .contextLine(Balancer.valveOfTheReadme())
                                .jvmOption("-Dnode=" + name)
                                .jvmOption("-Dorders=" + orders)
                                .user("ada", "lovelace", "member")
                                .webapp("app", app)
                                .create()))
            .start();
  }

  @AfterAll
  void uninstall() {
    if (installation != null) {
      installation.close();
    }
  }

  @BeforeEach
  void allNodesRun() throws IOException {
    installation.nodes().stream().filter(node -> !node.isRunning()).forEach(ServerNode::start);
    Files.writeString(orders, "");
  }

  @AfterEach
  void stopTheBalancer() {
    balancer.close();
  }

  final Balancer balancer() {
    return balancer;
  }

  final Installation installation() {
    return installation;
  }

  final ServerNode node(String name) {
    return installation.node(NODES.indexOf(name));
  }

  /** Starts the balancer, and is its first visitor. */
  final Visitor visitor(String kind) {
    balancer.start(kind, installation.nodes());
    return balancer.visitor();
  }

  /** Which nodes answered a number of requests, all of which must succeed and change nothing. */
  static Set<String> answeredBy(Visitor visitor, int requests) {
    Set<String> answering = new HashSet<>();
    for (int request = 0; request < requests; request++) {
      Visitor.Answer answer = visitor.get("/app/get?name=counter");
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      answering.add(answer.header("X-Node"));
    }
    return answering;
  }

  /** Which nodes answered visitors who had never come before. */
  final Set<String> strangersAreServedBy() {
    Set<String> answering = new HashSet<>();
    for (int stranger = 0; stranger < 2 * NODES.size(); stranger++) {
      answering.addAll(answeredBy(balancer.visitor(), 1));
    }
    return answering;
  }

  /** What came back for a form, which must succeed. */
  static String posted(Visitor visitor, String path, String value) {
    Visitor.Answer answer =
        visitor.post(
            path, List.of(Map.entry("name", "posted"), Map.entry("value", value)), Map.of());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body();
  }

  /** What is in the book of orders: the node of each. */
  final List<String> orders() {
    try {
      return Files.readAllLines(orders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void awaitThat(Supplier<Boolean> condition) {
    await().atMost(PATIENCE).until(condition::get);
  }

  /** The plain test application, which also signs its answers. */
  static WebApp application() {
    WebApp application = WebApp.at("/app");
    for (String name :
        List.of(
            "balanced/Orders",
            "balanced/Signature",
            "sockets/HandshakeSession",
            "sockets/SessionSocket",
            "sockets/Talk",
            "sockets/Wishes")) {
      String file = "org/example/" + name + ".class";
      application =
          application.plus("WEB-INF/classes/" + file, JspAndSocketContract.resource("/" + file));
    }
    return application;
  }
}
