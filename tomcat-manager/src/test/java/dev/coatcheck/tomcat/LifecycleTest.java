package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.session.StandardManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Start, stop, reload, and a manager that another one replaces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RedisServer redis;

  @BeforeAll
  void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  void stopRedis() {
    redis.close();
  }

  private static void count(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Integer count = (Integer) request.getSession().getAttribute("count");
    request.getSession().setAttribute("count", count == null ? 1 : count + 1);
    response.getWriter().print(request.getSession().getAttribute("count"));
  }

  private void countAndFreezeRedis(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    count(request, response);
    redis.pause();
  }

  private TestNode counting() throws Exception {
    return TestNode.start(redis.uri(), node -> node.page("/count", LifecycleTest::count));
  }

  @Test
  void aReloadKeepsTheSessionsAndLetsGoOfTheClassLoader() throws Exception {
    try (TestNode node = counting()) {
      Browser browser = new Browser();
      browser.get(node, "/count");
      WeakReference<ClassLoader> before = new WeakReference<>(loader(node));

      node.context.reload();

      assertThat(browser.get(node, "/count").body()).isEqualTo("2");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(before.get()).isNull();
              });
    }
  }

  private static ClassLoader loader(TestNode node) {
    return node.context.getLoader().getClassLoader();
  }

  @Test
  void aStoppedServerLeavesNoThread() throws Exception {
    Set<Thread> before = ofCoatcheck();
    try (TestNode node = counting()) {
      new Browser().get(node, "/count");
      assertThat(ofCoatcheck()).hasSizeGreaterThan(before.size());
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(before).containsAll(ofCoatcheck()));
  }

  private static Set<Thread> ofCoatcheck() {
    Thread[] threads = new Thread[Thread.activeCount() * 2];
    int count = Thread.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> thread.getName().matches("(coatcheck|redisson|netty).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void aRequestInFlightFinishesWhileItsContextStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    try (TestNode node = counting();
        TestNode other = counting()) {
      node.page(
          "/slow",
          (request, response) -> {
            request.getSession();
            arrived.countDown();
            awaitOpen(open);
            count(request, response);
          });
      node.context.setUnloadDelay(PATIENCE.toMillis());
      Browser browser = new Browser();
      browser.get(node, "/count");

      CompletableFuture<HttpResponse<String>> slow = inBackground(node, browser, "/slow");
      arrived.await();
      Thread stopping = new Thread(() -> stop(node), "stops the context");
      stopping.start();
      await().atMost(PATIENCE).until(() -> !node.context.getState().isAvailable());
      open.countDown();

      assertThat(slow.join().body()).isEqualTo("2");
      stopping.join(PATIENCE.toMillis());
      assertThat(stopping.isAlive()).isFalse();
      assertThat(browser.get(other, "/count").body()).isEqualTo("3");
    }
  }

  @Test
  void aRequestThatHasLeftItsServletFinishesWhileItsContextStops() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    ServletRequestListener slow =
        new ServletRequestListener() {
          @Override
          public void requestDestroyed(ServletRequestEvent event) {
            HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
            if (request.getServletPath().equals("/slow")) {
              arrived.countDown();
              awaitOpen(open);
              request.getSession().setAttribute("count", 7);
            }
          }
        };
    try (TestNode node =
            TestNode.start(
                redis.uri(),
                made ->
                    made.page("/count", LifecycleTest::count)
                        .page("/slow", (request, response) -> response.getWriter().print("slow"))
                        .context
                        .addApplicationEventListener(slow));
        TestNode other = counting()) {
      node.context.setUnloadDelay(PATIENCE.toMillis());
      Browser browser = new Browser();
      browser.get(node, "/count");

      CompletableFuture<HttpResponse<String>> answer = inBackground(node, browser, "/slow");
      arrived.await();
      Thread stopping = new Thread(() -> stop(node), "stops the context");
      stopping.start();
      await().atMost(PATIENCE).until(() -> node.manager.getState() == LifecycleState.STOPPING);
      open.countDown();

      assertThat(answer.join().body()).isEqualTo("slow");
      stopping.join(PATIENCE.toMillis());
      assertThat(stopping.isAlive()).isFalse();
      assertThat(browser.get(other, "/count").body()).isEqualTo("8");
    }
  }

  private static void awaitOpen(CountDownLatch open) {
    try {
      assertThat(open.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(TestNode node) {
    try {
      node.context.stop();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<HttpResponse<String>> inBackground(
      TestNode node, Browser browser, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return browser.get(node, path);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void wrongSettingsStopTheContextAndAreNamedAllAtOnce() throws Exception {
    CoatcheckManager manager = new CoatcheckManager();
    manager.setProperty("sweepIntervall", "5s");
    manager.setProperty("requestTimeout", "5");
    try (HeardLog log = new HeardLog();
        TestNode node = TestNode.start(redis.uri(), manager, made -> {})) {
      assertThat(node.context.getState().isAvailable()).isFalse();
      assertThat(log.messages())
          .anySatisfy(
              message ->
                  assertThat(message)
                      .contains(
                          "Context / is not started: 2 problems",
                          "sweepIntervall",
                          "requestTimeout",
                          "Manager in context.xml"));
    }
  }

  @Test
  void aRouteThatMakesForgedLookingIdsStopsTheContext() throws Exception {
    try (HeardLog log = new HeardLog();
        TestNode node =
            TestNode.start(redis.uri(), made -> made.tomcat.getEngine().setJvmRoute("node 1"))) {
      assertThat(node.context.getState().isAvailable()).isFalse();
      assertThat(log.messages()).anyMatch(message -> message.contains("jvmRoute"));
    }
  }

  @Test
  void aReplacedManagerLeavesNoValve() throws Exception {
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made -> {
              made.page("/count", LifecycleTest::count);
              made.context.setManager(new StandardManager());
            })) {
      assertThat(node.context.getPipeline().getValves())
          .noneMatch(valve -> valve instanceof SessionValve);
      Browser browser = new Browser();
      browser.get(node, "/count");
      assertThat(browser.get(node, "/count").body()).isEqualTo("2");
      assertThat(node.manager.running()).isNull();
    }
  }

  @Test
  void theValveStandsBeforeTheAuthenticator() throws Exception {
    try (TestNode node = counting()) {
      assertThat(node.context.getPipeline().getFirst()).isInstanceOf(SessionValve.class);
    }
  }

  @Test
  void whereCommitsCannotBeObservedSessionsAreSavedAtTheEnd() throws Exception {
    CoyoteFields missing = CoyoteFields.find("hook", "aFieldOfTomcatTwelve");
    assertThat(missing).isNull();
    try (TestNode node =
            TestNode.start(
                redis.uri(),
                new CoatcheckManager(missing),
                made ->
                    made.page("/count", LifecycleTest::count)
                        .page("/freeze", this::countAndFreezeRedis));
        TestNode other = counting()) {
      Browser browser = new Browser();
      browser.get(node, "/count");
      assertThat(browser.get(other, "/count").body()).isEqualTo("2");
      assertThat(browser.get(node, "/count").body()).isEqualTo("3");

      try {
        assertThat(browser.get(node, "/freeze").statusCode()).isEqualTo(503);
      } finally {
        redis.resume();
      }
    }
  }

  @Test
  void theNodeIsClosedWithItsLastContext() throws Exception {
    try (TestNode node = counting()) {
      TomcatNode server = Objects.requireNonNull(node.manager.running()).node();
      assertThat(server.isOpen()).isTrue();

      node.context.stop();
      assertThat(server.isOpen()).isFalse();

      node.context.start();
      assertThat(Objects.requireNonNull(node.manager.running()).node()).isSameAs(server);
      assertThat(server.isOpen()).isTrue();
      assertThat(new Browser().get(node, "/count").body()).isEqualTo("1");
    }
  }
}
