package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisServer;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.util.Blocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Starts, stops, ends: what happens to sessions outside of their requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Browser browser = new Browser();
  private RedisServer redis;

  @BeforeAll
  void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  void stop() {
    redis.close();
  }

  private static String set(Request request, Object value) {
    request.getSession(true).setAttribute("value", value);
    return "set";
  }

  private static String get(Request request) {
    Session session = request.getSession(false);
    return session == null ? "no session" : String.valueOf(session.getAttribute("value"));
  }

  private static void setAndGet(TestNode.App app) {
    app.page("/set", (request, response) -> set(request, "one"))
        .page("/get", (request, response) -> get(request))
        .page(
            "/leave",
            (request, response) -> {
              request.getSession(false).invalidate();
              return "left";
            });
  }

  @Test
  void wrongSettingsStopTheContextAndAreAllNamed() {
    assertThatThrownBy(
            () ->
                TestNode.start(
                    redis.uri(),
                    node -> {
                      node.stores.setProperty("sweepIntervall", "1s");
                      node.stores.setProperty("requestTimeout", "soon");
                      node.app("/shop");
                    }))
        .hasMessageContaining("Context shop is not started")
        .hasMessageContaining("sweepIntervall")
        .hasMessageContaining("sweepInterval")
        .hasMessageContaining("requestTimeout")
        .hasMessageContaining("soon");
  }

  @Test
  void aContextsOwnStoreBeatsTheServersFactory() throws Exception {
    CoatcheckSessionDataStore own = new CoatcheckSessionDataStore();
    own.setProperty("redis", redis.uri());
    own.setProperty("namespace", "elsewhere");
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made -> {
              TestNode.App app = made.app("/");
              setAndGet(app);
              CoatcheckSessionCache cache = new CoatcheckSessionCache(app.sessions);
              cache.setSessionDataStore(own);
              app.sessions.setSessionCache(cache);
            })) {
      browser.get(node, "/set");
      assertThat(browser.get(node, "/get").body()).isEqualTo("one");
      assertThat(redis.probe().keys("cc:elsewhere:*")).isNotEmpty();
    }
  }

  @Test
  void aWorkerNameThatSpoilsIdsIsRefused() {
    assertThatThrownBy(
            () ->
                TestNode.start(
                    redis.uri(),
                    node -> {
                      node.app("/");
                      node.server.getBean(DefaultSessionIdManager.class).setWorkerName("no de");
                    }))
        .hasMessageContaining("worker name \"no de\"")
        .hasMessageContaining("jetty.sessionIdManager.workerName");
  }

  @Test
  void theCacheRefusesAnotherStore() {
    assertThatThrownBy(
            () ->
                TestNode.start(
                    redis.uri(),
                    node -> {
                      TestNode.App app = node.app("/");
                      CoatcheckSessionCache cache = new CoatcheckSessionCache(app.sessions);
                      cache.setSessionDataStore(new NullSessionDataStore());
                      app.sessions.setSessionCache(cache);
                    }))
        .hasMessageContaining("CoatcheckSessionCache works with CoatcheckSessionDataStore only");
  }

  @Test
  void aServerStartsWithoutRedisAndNeedsNoRestart() throws Exception {
    RedisServer own = RedisServer.start();
    own.stop();
    try (TestNode node = TestNode.start(own.uri(), made -> setAndGet(made.app("/")))) {
      assertThat(browser.get(node, "/set").statusCode()).isEqualTo(503);
      own.restart();
      await().atMost(PATIENCE).until(() -> browser.get(node, "/set").statusCode() == 200);
      assertThat(browser.get(node, "/get").body()).isEqualTo("one");
    } finally {
      own.close();
    }
  }

  @Test
  void applicationsShareIdsAndNothingElse() throws Exception {
    try (TestNode node = TestNode.start(redis.uri(), LifecycleTest::twoApplications);
        TestNode other = TestNode.start(redis.uri(), LifecycleTest::twoApplications)) {
      browser.get(node, "/a_b/set");
      String id = browser.cookie;
      assertThat(browser.get(node, "/a/b/get").body()).isEqualTo("no session");
      browser.get(node, "/a/b/set");
      assertThat(browser.cookie).isEqualTo(id);
      browser.get(node, "/a/b/leave");
      assertThat(browser.get(node, "/a_b/get").body()).isEqualTo("no session");
      assertThat(browser.get(other, "/a_b/get").body()).isEqualTo("no session");
    }
  }

  /** Jetty has one short name for both paths. */
  private static void twoApplications(TestNode node) {
    setAndGet(node.app("/a_b"));
    setAndGet(node.app("/a/b"));
  }

  @Test
  void aSessionExpiresOnOneNodeOfTwoWithItsAttributes() throws Exception {
    List<String> destroyed = new CopyOnWriteArrayList<>();
    Map<String, Integer> created = new ConcurrentHashMap<>();
    try (TestNode first = TestNode.start(redis.uri(), node -> mortal(node, created, destroyed));
        TestNode second = TestNode.start(redis.uri(), node -> mortal(node, created, destroyed))) {
      for (int i = 0; i < 10; i++) {
        new Browser().get(i % 2 == 0 ? first : second, "/die");
      }
      await().atMost(PATIENCE).until(() -> destroyed.size() >= 10);
      // one more, which is destroyed after whatever else may still be destroyed a second time
      new Browser().get(first, "/die");
      await().atMost(PATIENCE).until(() -> destroyed.size() >= 11);
      assertThat(destroyed).hasSize(11).containsOnly("last words");
    }
  }

  private static void mortal(TestNode node, Map<String, Integer> created, List<String> destroyed) {
    TestNode.App app = node.app("/mortal");
    app.context.setContextPath("/");
    app.page(
        "/die",
        (request, response) -> {
          Session session = request.getSession(true);
          session.setMaxInactiveInterval(1);
          session.setAttribute("value", "last words");
          return "dying";
        });
    app.context.setAttribute(
        "listener",
        new Session.LifeCycleListener() {
          @Override
          public void onSessionDestroyed(Session session) {
            destroyed.add((String) session.getAttribute("value"));
          }
        });
  }

  @Test
  void whatIsChangedOutsideOfRequestsIsSavedAtOnce() throws Exception {
    List<Session> kept = new ArrayList<>();
    try (TestNode first =
            TestNode.start(
                redis.uri(),
                node ->
                    node.app("/")
                        .page(
                            "/keep",
                            (request, response) -> {
                              kept.add(request.getSession(true));
                              return "kept";
                            }));
        TestNode second = TestNode.start(redis.uri(), node -> setAndGet(node.app("/")))) {
      browser.get(first, "/keep");
      await().atMost(PATIENCE).until(() -> ((CoatcheckSession) kept.get(0)).getRequests() == 0);
      kept.get(0).setAttribute("value", "from a timer");
      assertThat(browser.get(second, "/get").body()).isEqualTo("from a timer");
    }
  }

  @Test
  void theLastContextClosesTheClientAndNotTheServersStop() throws Exception {
    TestNode node = TestNode.start(redis.uri(), made -> setAndGet(made.app("/")));
    browser.get(node, "/set");
    assertThat(node.server.getBean(JettyNode.class)).asString().doesNotContain("closed");
    node.close();
    assertThat(node.server.getBean(JettyNode.class)).isNull();
    try (TestNode again = TestNode.start(redis.uri(), made -> setAndGet(made.app("/")))) {
      assertThat(browser.get(again, "/get").body()).isEqualTo("one");
    }
  }

  @Test
  void aContextThatIsStartedAgainGoesOn() throws Exception {
    List<TestNode.App> apps = new ArrayList<>();
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made -> {
              apps.add(made.app("/"));
              setAndGet(apps.get(0));
            })) {
      browser.get(node, "/set");
      apps.get(0).context.stop();
      apps.get(0).context.start();
      assertThat(browser.get(node, "/get").body()).isEqualTo("one");
      browser.get(node, "/leave");
      assertThat(browser.get(node, "/get").body()).isEqualTo("no session");
    }
  }

  /** Jetty's own stores write such a change after the period, or never. */
  @Test
  void aSavePeriodHoldsNothingBack() throws Exception {
    try (TestNode first = TestNode.start(redis.uri(), LifecycleTest::lists);
        TestNode second = TestNode.start(redis.uri(), LifecycleTest::lists)) {
      browser.get(first, "/add");
      browser.get(first, "/add");
      assertThat(browser.get(second, "/add").body()).isEqualTo("3");
    }
  }

  private static void lists(TestNode node) {
    node.stores.setSavePeriodSec(600);
    node.app("/").page("/add", (request, response) -> String.valueOf(list(request).size()));
  }

  private static List<Object> list(Request request) {
    Session session = request.getSession(true);
    @SuppressWarnings("unchecked")
    List<Object> list = (List<Object>) session.getAttribute("list");
    if (list == null) {
      list = new ArrayList<>();
      session.setAttribute("list", list);
    }
    list.add("one more");
    return list;
  }

  /** Were the client a bean that the server stops, it would be gone by then. */
  @Test
  void aStopSavesWhatNoRequestHasSaved() throws Exception {
    List<List<Object>> kept = new ArrayList<>();
    try (TestNode second = TestNode.start(redis.uri(), LifecycleTest::lists)) {
      CountDownLatch mayEnd = new CountDownLatch(1);
      TestNode first =
          TestNode.start(
              redis.uri(),
              node ->
                  node.app("/")
                      .page(
                          "/add",
                          (request, response) -> {
                            kept.add(list(request));
                            return "added";
                          })
                      .page(
                          "/late",
                          (request, response) -> {
                            try (Blocker.Callback flushed = Blocker.callback()) {
                              Content.Sink.write(response, false, "early ", flushed);
                              flushed.block();
                            }
                            mayEnd.await();
                            list(request);
                            return "late";
                          }));
      browser.get(first, "/add");
      CompletableFuture<HttpResponse<String>> late =
          CompletableFuture.supplyAsync(() -> browser.tryGet(first, "/late"));
      await().atMost(PATIENCE).until(() -> first.requests() == 1);
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(first::close);
      await().atMost(PATIENCE).until(first.server::isStopping);
      mayEnd.countDown();
      stopped.join();
      late.handle((response, cut) -> null).join();
      assertThat(browser.get(second, "/add").body()).isEqualTo("3");
    }
  }

  @Test
  void jettysObjectHasNoSerialForm() throws Exception {
    List<Session> kept = new ArrayList<>();
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made ->
                made.app("/")
                    .page(
                        "/keep",
                        (request, response) -> {
                          kept.add(request.getSession(true));
                          return "kept";
                        }))) {
      browser.get(node, "/keep");
      SessionData data = ((CoatcheckSession) kept.get(0)).getSessionData();
      assertThatThrownBy(
              () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(data))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void virtualHostsAreApplicationsOfTheirOwn() throws Exception {
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made -> {
              TestNode.App local = made.app("/");
              local.context.setVirtualHosts(List.of("127.0.0.1"));
              setAndGet(local);
            })) {
      browser.get(node, "/set");
      assertThat(redis.probe().keys("cc:ROOT@127.0.0.1:*")).isNotEmpty();
    }
  }

  @Test
  void aSessionShowsItsIdToNobodyWhoLogsIt() throws Exception {
    List<Session> kept = new ArrayList<>();
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made ->
                made.app("/")
                    .page(
                        "/keep",
                        (request, response) -> {
                          Session session = request.getSession(true);
                          kept.add(session);
                          session.invalidate();
                          return "kept";
                        }))) {
      browser.get(node, "/keep");
      CoatcheckSession session = (CoatcheckSession) kept.get(0);
      SessionData data = session.getSessionData();
      assertThat(session.toString()).doesNotContain(data.getId());
      assertThat(data.toString()).doesNotContain(data.getId());
      assertThatThrownBy(() -> session.getAttribute("value"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the session has ended");
    }
  }
}
