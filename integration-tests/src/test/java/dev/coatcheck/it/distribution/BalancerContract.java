package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the configurations in examples/balancers promise, by the program that they are for, in front
 * of three Tomcats.
 */
@Tag("full")
abstract class BalancerContract extends BalancedFleet {

  /** What no visitor may make a node believe. */
  private static final Map<String, String> LIES =
      Map.of(
          "X-Forwarded-Host", "evil.example",
          "X-Forwarded-Port", "99",
          "X-Forwarded-Proto", "https",
          "X-Forwarded-For", "203.0.113.9");

  BalancerContract(Balancer balancer) {
    super(balancer);
  }

  /** Whether it sends a GET to another node when one has died on it. */
  abstract boolean repeatsGet();

  // round robin

  @Test
  void requestsOfOneBrowserGoAroundAndItsSessionWithThem() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);

    List<String> answeredBy = new ArrayList<>();
    for (int visit = 1; visit <= 9; visit++) {
      Visitor.Answer answer = visitor.get("/app/counter");
      assertThat(answer.body()).isEqualTo(String.valueOf(visit));
      answeredBy.add(answer.header("X-Node"));
    }

    for (int first = 0; first + NODES.size() <= answeredBy.size(); first++) {
      assertThat(answeredBy.subList(first, first + NODES.size()))
          .as("of %s", answeredBy)
          .containsExactlyInAnyOrderElementsOf(NODES);
    }
  }

  @Test
  void theApplicationKnowsWhatTheBrowserAskedForAndBelievesNoLies() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);

    for (Map<String, String> headers : List.of(Map.<String, String>of(), LIES)) {
      Visitor.Answer answer = visitor.get("/app/counter", headers);

      assertThat(answer.header("X-Asked"))
          .isEqualTo("http://" + balancer().host() + "/app/counter");
      assertThat(answer.header("X-From")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aFormThatWaitedForTheLoginIsReplayed() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);

    assertThat(visitor.post("/app/members/order", List.of(Map.entry("what", "coat")), Map.of()))
        .returns("please log in", Visitor.Answer::body);
    Visitor.Answer replayed =
        visitor.post(
            "/app/j_security_check",
            List.of(Map.entry("j_username", "ada"), Map.entry("j_password", "lovelace")),
            Map.of());

    assertThat(replayed.body()).isEqualTo("POST coat by ada");
    for (int node = 0; node < NODES.size(); node++) {
      assertThat(visitor.text("/app/members/hello")).startsWith("ada FORM member=true");
    }
  }

  @Test
  void nobodyNoticesTheEndOfANode() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    visitor.text("/app/basket/new");

    installation().node(1).kill();

    StringBuilder basket = new StringBuilder();
    for (int round = 1; round <= 6; round++) {
      visitor.text("/app/basket/add?shelf=s&item=item" + round);
      basket.append(round == 1 ? "" : ", ").append("item").append(round);
      assertThat(posted(visitor, "/app/counter", "")).isEqualTo(String.valueOf(round));
      String large = "x".repeat(100_000 + round);
      assertThat(posted(visitor, "/app/set", large)).isEqualTo("ok");
      assertThat(visitor.text("/app/get?name=posted")).isEqualTo(large);
    }
    assertThat(visitor.text("/app/get?name=basket")).isEqualTo("{s=[" + basket + "]}");
    installation().node(1).start();
    awaitThat(() -> answeredBy(visitor, NODES.size()).containsAll(NODES));
  }

  /** The first order is never done with: its node ends before. */
  @Test
  void whatANodeMayHaveDoneIsNotDoneAgain() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    CompletableFuture<Visitor.Answer> ordering =
        CompletableFuture.supplyAsync(() -> visitor.post("/app/order", List.of(), Map.of()));

    killTheNodeWithTheOrder();

    assertThat(ordering.join().status()).isEqualTo(502);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void aGetThatANodeDiedOnIsRepeatedWhereTheReadmeSaysSo() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    CompletableFuture<Visitor.Answer> ordering =
        CompletableFuture.supplyAsync(() -> visitor.get("/app/order"));

    killTheNodeWithTheOrder();

    assertThat(ordering.join().status()).isEqualTo(repeatsGet() ? 200 : 502);
    assertThat(orders()).hasSize(repeatsGet() ? 2 : 1);
  }

  @Test
  void aFrozenRedisIsToldToTheClientAndTakesNoNodeOut() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    Visitor stranger = balancer().visitor();
    visitor.text("/app/counter");

    installation().redis().pause();
    try {
      // longer than two health checks
      for (int request = 0; request < NODES.size(); request++) {
        assertUnavailable(visitor.get("/app/counter"));
        assertUnavailable(visitor.post("/app/counter", List.of(), Map.of()));
      }
      Set<String> answering = new HashSet<>();
      for (int request = 0; request < NODES.size(); request++) {
        answering.add(stranger.get("/app/ignorant").header("X-Node"));
      }
      assertThat(answering).as("who needs no session is served").containsAll(NODES);
    } finally {
      installation().redis().resume();
    }

    awaitThat(() -> visitor.get("/app/get?name=counter").status() == 200);
    awaitThat(() -> answeredBy(visitor, NODES.size()).containsAll(NODES));
    assertThat(visitor.text("/app/counter")).isEqualTo("2");
  }

  /** This Redis keeps nothing: what comes back is the service. */
  @Test
  void aRedisThatIsAwayIsToldToTheClientAndTakesNoNodeOut() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    visitor.text("/app/counter");

    installation().redis().stop();
    try {
      for (int request = 0; request < 2 * NODES.size(); request++) {
        assertUnavailable(visitor.get("/app/counter"));
      }
    } finally {
      installation().redis().restart();
    }

    awaitThat(() -> answeredBy(visitor, NODES.size()).containsAll(NODES));
    visitor.text("/app/counter");
  }

  @Test
  void socketsGoThrough() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    visitor.text("/app/set?name=coat&value=woollen");

    for (int node = 0; node < NODES.size(); node++) {
      try (Socket socket =
          Socket.to(balancer().uri(), "/app/socket", visitor.cookie("JSESSIONID"))) {
        assertThat(socket.say("get coat")).isEqualTo("woollen");
      }
    }
  }

  @Test
  void aDrainedNodeGetsNoRequests() {
    Visitor visitor = visitor(Balancer.ROUND_ROBIN);
    visitor.text("/app/counter");

    balancer().drain(1);

    awaitThat(() -> !answeredBy(visitor, 6).contains(NODES.get(1)));
    installation().node(1).stop();
    String before = visitor.text("/app/get?name=counter");
    assertThat(before).isEqualTo("1");
    assertThat(answeredBy(visitor, 6)).containsExactlyInAnyOrder(NODES.get(0), NODES.get(2));
    assertThat(visitor.text("/app/counter")).isEqualTo("2");
  }

  // sticky for 15 minutes

  @Test
  void aUserIsBoundForFifteenMinutesByACookieOfTheBalancer() {
    Visitor visitor = visitor(Balancer.STICKY);
    Visitor.Answer first = visitor.get("/app/counter");

    List<String> bindings = bindings(first);
    assertThat(bindings).hasSize(1);
    assertThat(bindings.get(0))
        .startsWith(Balancer.COOKIE + "=")
        .contains("Max-Age=900", "HttpOnly", "SameSite=Lax")
        .containsIgnoringCase("Path=/")
        .doesNotContain(visitor.cookie("JSESSIONID"));
    for (int visit = 2; visit <= 6; visit++) {
      Visitor.Answer answer = visitor.get("/app/counter");
      assertThat(answer.header("X-Node")).isEqualTo(first.header("X-Node"));
      assertThat(answer.body()).isEqualTo(String.valueOf(visit));
      assertThat(bindings(answer)).as("what would lengthen it").isEmpty();
    }
  }

  @Test
  void whenTheBindingIsOverAnotherNodeGoesOn() {
    Visitor visitor = visitor(Balancer.STICKY);
    Set<String> answering = new HashSet<>();

    for (int visit = 1; visit <= 2 * NODES.size(); visit++) {
      Visitor.Answer answer = visitor.get("/app/counter");
      assertThat(answer.body()).isEqualTo(String.valueOf(visit));
      answering.add(answer.header("X-Node"));
      visitor.forget(Balancer.COOKIE);
    }

    assertThat(answering).containsAll(NODES);
  }

  @Test
  void usersOfANodeThatEndsAreBoundToAnother() {
    Visitor visitor = visitor(Balancer.STICKY);
    String bound = visitor.get("/app/counter").header("X-Node");

    node(bound).kill();

    assertThat(posted(visitor, "/app/counter", "")).isEqualTo("2");
    Set<String> answering = answeredBy(visitor, 6);
    assertThat(answering).hasSize(1).doesNotContain(bound);
    assertThat(visitor.text("/app/counter")).isEqualTo("3");
  }

  @Test
  void aDrainedNodeKeepsItsUsersAndGetsNoNewOnes() {
    Visitor visitor = visitor(Balancer.STICKY);
    String bound = visitor.get("/app/counter").header("X-Node");

    balancer().drain(NODES.indexOf(bound));

    awaitThat(() -> !strangersAreServedBy().contains(bound));
    assertThat(answeredBy(visitor, 3)).containsExactly(bound);
    assertThat(strangersAreServedBy()).doesNotContain(bound);
    visitor.forget(Balancer.COOKIE);
    assertThat(answeredBy(visitor, 3)).hasSize(1).doesNotContain(bound);
    assertThat(visitor.text("/app/counter")).isEqualTo("2");
  }

  @Test
  void usersOfANodeThatIsTakenOutGoOnElsewhere() {
    Visitor visitor = visitor(Balancer.STICKY);
    String bound = visitor.get("/app/counter").header("X-Node");

    balancer().takeOut(NODES.indexOf(bound));

    awaitThat(() -> !answeredBy(visitor, 3).contains(bound));
    awaitThat(() -> !strangersAreServedBy().contains(bound));
    node(bound).stop();
    assertThat(answeredBy(visitor, 6)).hasSize(1).doesNotContain(bound);
    assertThat(visitor.text("/app/counter")).isEqualTo("2");
  }

  private static void assertUnavailable(Visitor.Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).as("Coatcheck's own").contains("cannot be reached at the moment");
  }

  private static List<String> bindings(Visitor.Answer answer) {
    return answer.headers().getOrDefault("set-cookie", List.of()).stream()
        .filter(cookie -> cookie.startsWith(Balancer.COOKIE))
        .toList();
  }

  private void killTheNodeWithTheOrder() {
    awaitThat(() -> !orders().isEmpty());
    node(orders().get(0)).kill();
  }
}
