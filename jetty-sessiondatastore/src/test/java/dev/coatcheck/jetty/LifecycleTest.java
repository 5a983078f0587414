package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.util.Blocker;
import org.junit.jupiter.api.Test;

/** What happens to sessions outside of their requests, until they end. */
class LifecycleTest extends OnOneRedis {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    node.app("/a_b").setAndGet();
    node.app("/a/b").setAndGet();
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
    try (TestNode first = TestNode.start(redis.uri(), node -> node.app("/").keep(kept));
        TestNode second = TestNode.start(redis.uri(), node -> node.app("/").setAndGet())) {
      browser.get(first, "/keep");
      await().atMost(PATIENCE).until(() -> ((CoatcheckSession) kept.get(0)).getRequests() == 0);
      kept.get(0).setAttribute("value", "from a timer");
      assertThat(browser.get(second, "/get").body()).isEqualTo("from a timer");
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
    try (TestNode node = TestNode.start(redis.uri(), made -> made.app("/").keep(kept))) {
      browser.get(node, "/keep");
      SessionData data = ((CoatcheckSession) kept.get(0)).getSessionData();
      assertThatThrownBy(
              () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(data))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void aSessionShowsItsIdToNobodyWhoLogsIt() throws Exception {
    List<Session> kept = new ArrayList<>();
    try (TestNode node =
        TestNode.start(redis.uri(), made -> made.app("/").keep(kept).setAndGet())) {
      browser.get(node, "/keep");
      browser.get(node, "/leave");
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
