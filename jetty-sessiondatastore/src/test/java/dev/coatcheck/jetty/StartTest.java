package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.junit.jupiter.api.Test;

/** Starts of servers and contexts: what they refuse, and what they find again. */
class StartTest extends OnOneRedis {

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
              app.setAndGet();
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
    try (TestNode node = TestNode.start(own.uri(), made -> made.app("/").setAndGet())) {
      assertThat(browser.get(node, "/set").statusCode()).isEqualTo(503);
      own.restart();
      await().atMost(PATIENCE).until(() -> browser.get(node, "/set").statusCode() == 200);
      assertThat(browser.get(node, "/get").body()).isEqualTo("one");
    } finally {
      own.close();
    }
  }

  @Test
  void theLastContextClosesTheClientAndNotTheServersStop() throws Exception {
    TestNode node = TestNode.start(redis.uri(), made -> made.app("/").setAndGet());
    browser.get(node, "/set");
    assertThat(node.server.getBean(JettyNode.class)).asString().doesNotContain("closed");
    node.close();
    assertThat(node.server.getBean(JettyNode.class)).isNull();
    try (TestNode again = TestNode.start(redis.uri(), made -> made.app("/").setAndGet())) {
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
              apps.get(0).setAndGet();
            })) {
      browser.get(node, "/set");
      apps.get(0).context.stop();
      apps.get(0).context.start();
      assertThat(browser.get(node, "/get").body()).isEqualTo("one");
      browser.get(node, "/leave");
      assertThat(browser.get(node, "/get").body()).isEqualTo("no session");
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
              local.setAndGet();
            })) {
      browser.get(node, "/set");
      assertThat(redis.probe().keys("cc:ROOT@127.0.0.1:*")).isNotEmpty();
    }
  }
}
