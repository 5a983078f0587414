package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.session.DefaultSessionCacheFactory;
import org.eclipse.jetty.session.NullSessionCacheFactory;
import org.eclipse.jetty.session.SessionCacheFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Our store under Jetty's own caches: each request has a copy of its session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreAloneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> renamed = new CopyOnWriteArrayList<>();
  private final List<String> destroyed = new CopyOnWriteArrayList<>();
  private final Browser browser = new Browser();
  private CountDownLatch held = new CountDownLatch(1);
  private CountDownLatch letGo = new CountDownLatch(1);
  private RedisServer redis;
  private RedisLink link;
  private TestNode first;
  private TestNode second;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start();
    link = RedisLink.to(URI.create(redis.uri()));
    first = start(link.uri().toString(), new NullSessionCacheFactory());
    second = start(redis.uri(), new NullSessionCacheFactory());
    browser.get(first, "/set?name"); // so that all scripts are loaded
    browser.get(first, "/renew");
    browser.get(first, "/leave");
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    link.close();
    redis.close();
  }

  @BeforeEach
  void haveASession() throws Exception {
    held = new CountDownLatch(1);
    letGo = new CountDownLatch(1);
    renamed.clear();
    destroyed.clear();
    browser.cookie = null;
    browser.get(first, "/set?name");
  }

  @AfterEach
  void letGo() {
    letGo.countDown();
  }

  private TestNode start(String uri, SessionCacheFactory caches) throws Exception {
    return TestNode.start(
        uri,
        node -> {
          node.caches(caches);
          application(node.app("/"));
        });
  }

  private void application(TestNode.App app) {
    app.page("/set", (request, response) -> set(request))
        .page("/names", (request, response) -> names(request))
        .page("/add", (request, response) -> add(request))
        .page(
            "/hold",
            (request, response) -> {
              request.getSession(false).getAttribute("list");
              held.countDown();
              assertThat(letGo.await(60, TimeUnit.SECONDS)).isTrue();
              return set(request);
            })
        .page(
            "/leave",
            (request, response) -> {
              Session session = request.getSession(false);
              if (session != null) {
                session.invalidate();
              }
              return "left";
            })
        .page(
            "/renew",
            (request, response) -> {
              request.getSession(false).renewId(request, response);
              return "renewed";
            })
        .page(
            "/work",
            (request, response) -> {
              Session session = request.getSession(false);
              session.setAttribute("before", "set");
              add(request);
              session.renewId(request, response);
              add(request);
              session.setAttribute("after", "set");
              return session.getId();
            })
        .page(
            "/die",
            (request, response) -> {
              Session session = request.getSession(true);
              session.setMaxInactiveInterval(1);
              session.setAttribute("value", "last words");
              return "dying";
            });
    app.context.setAttribute("listener", new Listener());
  }

  private final class Listener implements Session.LifeCycleListener {

    @Override
    public void onSessionIdChanged(Session session, String oldId) {
      if (session.getAttribute("before") != null) {
        session.setAttribute("listener", "set");
      }
      renamed.add(oldId + " " + session.getId());
    }

    @Override
    public void onSessionDestroyed(Session session) {
      destroyed.add(String.valueOf(session.getAttribute("value")));
    }
  }

  private static String set(Request request) {
    request.getSession(true).setAttribute(request.getHttpURI().getQuery(), "set");
    return "set";
  }

  private static String names(Request request) {
    Session session = request.getSession(false);
    return session == null
        ? "no session"
        : String.join(" ", new TreeSet<>(session.getAttributeNameSet()));
  }

  private static String add(Request request) {
    Session session = request.getSession(true);
    if (session.getAttribute("list") == null) {
      session.setAttribute("list", new ArrayList<String>());
    }
    List<?> list = (List<?>) session.getAttribute("list");
    list.add(null);
    return String.valueOf(list.size());
  }

  private String names(TestNode node) throws Exception {
    return browser.get(node, "/names").body();
  }

  /** A request of the first node that has got its session and not yet changed it. */
  private CompletableFuture<HttpResponse<String>> hold(String path) throws Exception {
    Browser same = new Browser();
    same.cookie = browser.cookie;
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return same.get(first, path);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
    return response;
  }

  private void goOn(CompletableFuture<HttpResponse<String>> held) throws Exception {
    letGo.countDown();
    assertThat(held.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestSendsNoMoreThanItHasTo() throws Exception {
    assertCommands(1, "/names");
    assertCommands(2, "/set?other");
    assertCommands(2, "/add");
    assertCommands(2, "/add");
    assertCommands(2, "/renew");
    assertCommands(2, "/leave");
    assertCommands(2, "/set?stale"); // by a cookie that leads nowhere
    browser.cookie = null;
    assertCommands(0, "/names");
    assertCommands(1, "/set?new");
  }

  private void assertCommands(int expected, String path) throws Exception {
    link.forget();
    browser.get(first, path);
    // what a request sends after its response comes before what the next one sends
    int before = link.commands(command -> command.touchesSession()).size();
    new Browser().get(first, "/names");
    assertThat(link.commands(command -> command.touchesSession()))
        .as(path)
        .hasSize(expected)
        .hasSize(before);
  }

  @Test
  void differentAttributesOfTwoNodesAreBothKept() throws Exception {
    CompletableFuture<HttpResponse<String>> held = hold("/hold?here");
    browser.get(second, "/set?there");
    goOn(held);
    assertThat(names(first)).isEqualTo("here name there");
    assertThat(names(second)).isEqualTo("here name there");
  }

  @Test
  void aRequestThatEndsAfterItsSessionDoesNotReviveIt() throws Exception {
    CompletableFuture<HttpResponse<String>> held = hold("/hold?late");
    browser.get(second, "/leave");
    goOn(held);
    assertThat(names(first)).isEqualTo("no session");
    assertThat(names(second)).isEqualTo("no session");
    assertThat(destroyed).hasSize(1);
  }

  @Test
  void nothingIsLostWhenTheIdIsChanged() throws Exception {
    browser.get(second, "/add");
    String old = browser.cookie;

    String id = browser.get(first, "/work").body();

    assertThat(browser.cookie).isEqualTo(id).isNotEqualTo(old);
    assertThat(renamed).containsExactly(old + " " + id);
    assertThat(names(second)).isEqualTo("after before list listener name");
    assertThat(browser.get(second, "/add").body()).isEqualTo("4");
    assertThat(browser.get(first, "/add").body()).isEqualTo("5");
    browser.cookie = old;
    assertThat(names(first)).isEqualTo("no session");
    assertThat(names(second)).isEqualTo("no session");
    assertThat(destroyed).isEmpty();
  }

  @Test
  void aNewSessionCanBeGivenAnotherIdAtOnce() throws Exception {
    browser.cookie = null;
    TestNode third =
        TestNode.start(
            redis.uri(),
            node -> {
              node.caches(new NullSessionCacheFactory());
              TestNode.App app = node.app("/");
              application(app);
              app.page(
                  "/login",
                  (request, response) -> {
                    request.getSession(true).setAttribute("before", "set");
                    request.getSession(false).renewId(request, response);
                    return request.getSession(false).getId();
                  });
            });
    try (third) {
      String id = browser.get(third, "/login").body();
      assertThat(browser.cookie).isEqualTo(id);
      assertThat(names(second)).isEqualTo("before listener");
    }
  }

  @Test
  void aRequestOfTheOldIdStillReachesTheSession() throws Exception {
    CompletableFuture<HttpResponse<String>> held = hold("/hold?inflight");
    browser.get(second, "/renew");
    goOn(held);
    assertThat(names(second)).isEqualTo("inflight name");
  }

  @Test
  void aSessionExpiresOnceInTheFleetWithItsAttributes() throws Exception {
    for (int i = 0; i < 10; i++) {
      new Browser().get(i % 2 == 0 ? first : second, "/die");
    }
    await().atMost(PATIENCE).until(() -> destroyed.size() >= 10);
    // one more, which is destroyed after whatever else may still be destroyed a second time
    new Browser().get(first, "/die");
    await().atMost(PATIENCE).until(() -> destroyed.size() >= 11);
    assertThat(destroyed).hasSize(11).containsOnly("last words");
  }

  @Test
  void theObjectThatACacheKeepsIsTheOneThatExpires() throws Exception {
    List<Session> kept = new CopyOnWriteArrayList<>();
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            made -> {
              made.caches(new DefaultSessionCacheFactory());
              made.stores.setProperty("prefix", "keeping");
              TestNode.App app = made.app("/");
              application(app);
              app.page(
                  "/keep",
                  (request, response) -> {
                    kept.add(request.getSession(true));
                    request.getSession(true).setMaxInactiveInterval(1);
                    request.getSession(true).setAttribute("value", kept);
                    return "kept";
                  });
            })) {
      browser.get(node, "/keep");
      await().atMost(PATIENCE).until(() -> destroyed.size() == 1);
      await().atMost(PATIENCE).until(() -> !kept.get(0).isValid());
      assertThat(names(node)).isEqualTo("no session");
    }
  }

  @Test
  void theOperatorIsToldWhatBecomesOfTheCache() throws Exception {
    try (HeardLog log = new HeardLog()) {
      start(redis.uri(), new NullSessionCacheFactory()).close();
      assertThat(log.messages())
          .noneMatch(message -> message.contains("DefaultSessionCache"))
          .filteredOn(message -> message.startsWith("flushOnResponseCommit was off and is on"))
          .hasSizeLessThanOrEqualTo(1); // Jetty 12.1 has it on
    }
    try (HeardLog log = new HeardLog()) {
      start(redis.uri(), new DefaultSessionCacheFactory()).close();
      assertThat(log.messages())
          .anyMatch(
              message ->
                  message.startsWith("DefaultSessionCache keeps sessions")
                      && message.contains("CoatcheckSessionCacheFactory")
                      && message.contains("application=ROOT"));
    }
  }
}
