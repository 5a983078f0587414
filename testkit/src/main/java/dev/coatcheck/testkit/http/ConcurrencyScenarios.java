package dev.coatcheck.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests of one session that overlap. */
interface ConcurrencyScenarios extends FleetScenarios {

  int PARALLEL = 40;

  @Test
  default void parallelRequestsOnAllNodesLoseNoAttribute() {
    for (int round = 0; round < 5; round++) {
      Browser browser = browser();
      browser.get("/set?name=first&value=yes");
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < PARALLEL; i++) {
        Browser window = browser.twin().on(i);
        String path = "/set?name=n" + i + "&value=" + i;
        tasks.add(() -> window.get(path));
      }

      assertThat(FleetScenarios.atOnce(tasks)).containsOnly("ok");

      for (int i = 0; i < PARALLEL; i++) {
        assertThat(browser.get("/get?name=n" + i)).isEqualTo(String.valueOf(i));
      }
    }
  }

  @Test
  @Needs(Feature.ONE_OBJECT)
  default void parallelSynchronizedIncrementsOnOneNodeAreAllCounted() {
    for (int round = 0; round < 5; round++) {
      Browser browser = browser();
      browser.get(0, "/set?name=first&value=yes");
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < PARALLEL; i++) {
        Browser window = browser.twin();
        tasks.add(() -> window.get(0, "/increment"));
      }

      List<String> results = FleetScenarios.atOnce(tasks);

      assertThat(results)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, PARALLEL).mapToObj(String::valueOf).toList());
      assertThat(browser.get(1, "/get?name=count")).isEqualTo(String.valueOf(PARALLEL));
    }
  }

  @Test
  @Needs(Feature.ONE_OBJECT)
  default void parallelChangesInPlaceOnOneNodeAreAllKept() {
    Browser browser = browser();
    browser.get(0, "/basket/new");
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < PARALLEL; i++) {
      Browser window = browser.twin();
      String path = "/basket/add-safely?shelf=s&item=" + i;
      tasks.add(() -> window.get(0, path));
    }

    FleetScenarios.atOnce(tasks);

    String seen = browser.get(1, "/get?name=basket");
    for (int i = 0; i < PARALLEL; i++) {
      assertThat(seen).containsPattern("\\b" + i + "\\b");
    }
  }

  @Test
  default void aSlowRequestThatEndsAfterTheSessionWasInvalidatedRevivesNothing() {
    Browser browser = browser();
    browser.get("/set?name=owner&value=ada");
    Browser slow = browser.twin();
    String gate = FleetScenarios.unique("slow");
    CompletableFuture<String> answer =
        FleetScenarios.inBackground(() -> slow.get(0, "/slow?name=late&value=x&gate=" + gate));
    Browser other = browser.twin();
    browser.get(0, "/gate/arrived?name=" + gate);

    assertThat(other.get(1, "/invalidate")).isEqualTo("ended");
    browser.get(0, "/gate/open?name=" + gate);

    assertThat(answer.join()).isIn("written", "ended meanwhile");
    slow.settle();
    for (int node = 0; node < 2; node++) {
      assertThat(other.get(node, "/get?name=late")).isEqualTo("no session");
      assertThat(other.get(node, "/get?name=owner")).isEqualTo("no session");
    }
  }

  @Test
  default void aSlowRequestThatStartedBeforeTheIdChangedIsNotLost() {
    Browser browser = browser();
    browser.get("/set?name=owner&value=ada");
    Browser slow = browser.twin();
    String gate = FleetScenarios.unique("renamed");
    CompletableFuture<String> answer =
        FleetScenarios.inBackground(() -> slow.get(0, "/slow?name=late&value=kept&gate=" + gate));
    browser.get(0, "/gate/arrived?name=" + gate);

    browser.get(1, "/change-id");
    browser.get(0, "/gate/open?name=" + gate);

    assertThat(answer.join()).isEqualTo("written");
    slow.settle();
    assertThat(browser.get(0, "/get?name=late")).isEqualTo("kept");
    assertThat(browser.get(1, "/get?name=owner")).isEqualTo("ada");
  }

  @Test
  default void twoOverlappingRequestsOnDifferentNodesThatChangeDifferentAttributesBothWin() {
    Browser browser = browser();
    browser.get("/set?name=owner&value=ada");
    String gate = FleetScenarios.unique("overlap");
    Browser slow = browser.twin();
    CompletableFuture<String> answer =
        FleetScenarios.inBackground(() -> slow.get(0, "/slow?name=one&value=1&gate=" + gate));
    browser.get(0, "/gate/arrived?name=" + gate);

    browser.get(1, "/set?name=two&value=2");
    browser.get(0, "/gate/open?name=" + gate);
    answer.join();

    for (int node = 0; node < 2; node++) {
      assertThat(browser.get(node, "/names")).isEqualTo("one,owner,two");
    }
  }

  @Test
  @Needs(Feature.SEVERAL_NODES)
  default void anAttributeThatAnotherThreadChangesWhileItIsSavedIsNeitherTornNorLost() {
    for (int run = 0; run < 20; run++) {
      Browser browser = browser();
      browser.get("/set?name=owner&value=ada");
      Response response = browser.on(0).open("/restless/grow");
      assertThat(response.status()).isEqualTo(200);

      assertThat(browser.get(1, "/get?name=restless")).startsWith("whole");
      response.text();
      browser.settle();

      assertThat(browser.get(1, "/get?name=restless")).isEqualTo("whole 20000 false");
      assertThat(browser.get(0, "/get?name=restless")).isEqualTo("whole 20000 false");
    }
  }

  @Test
  @Needs({Feature.SEVERAL_NODES, Feature.OWN_FLEETS, Feature.ONE_OBJECT})
  default void anAttributeThatAnotherRequestChangesWhileItIsSavedIsNeitherTornNorLost() {
    Fleet fleet = fleet(planOfTwo().with("requestTimeout", "30s")).start();
    for (int run = 0; run < 5; run++) {
      Browser browser = fleet.browser(HttpSessionContract.APP);
      browser.get("/restless/grow");
      Browser changing = browser.twin();
      String gate = FleetScenarios.unique("turn");
      CompletableFuture<String> changed =
          FleetScenarios.inBackground(() -> changing.get(0, "/restless/turn?gate=" + gate));
      browser.get(0, "/gate/arrived?name=" + gate);

      assertThat(browser.get(0, "/set?name=other&value=1")).isEqualTo("ok");
      assertThat(browser.get(1, "/get?name=restless")).startsWith("whole");

      assertThat(changed.join()).isEqualTo("whole 20000 true");
      assertThat(browser.get(1, "/get?name=restless")).isEqualTo("whole 20000 true");
      assertThat(browser.get(1, "/get?name=other")).isEqualTo("1");
    }
  }
}
