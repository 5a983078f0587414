package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.UnreadableAttributeException;
import dev.coatcheck.testkit.RedisServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.AbstractSessionDataStoreTest;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionDataStoreFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Jetty's own test of a session store, on ours and a real Redis. Sixteen of its tests are as Jetty
 * has them, by longer ids. Eight want something that we promise not to do; in their place stands
 * what we do, and why.
 */
class JettysOwnSessionDataStoreTest extends AbstractSessionDataStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static RedisServer redis;
  private OtherNode other;

  JettysOwnSessionDataStoreTest() throws Exception {}

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void startOtherNode() {
    redis.probe().command("FLUSHALL");
    other = new OtherNode(redis, _contextClassLoader);
  }

  @AfterEach
  void stopOtherNode() {
    other.close();
  }

  @Override
  public SessionDataStoreFactory createSessionDataStoreFactory() {
    return new ShortIdStoreFactory(redis.uri());
  }

  @Override
  public void persistSession(SessionData data) {
    other.store(data);
  }

  @Override
  public void persistUnreadableSession(SessionData data) {
    data.setAttribute("good", "value");
    other.store(data, Map.of("bad", new byte[] {1, 2, 3}));
  }

  @Override
  public boolean checkSessionExists(SessionData data) {
    return other.image(data) != null;
  }

  @Override
  public boolean checkSessionPersisted(SessionData data) {
    LiveSession image = Objects.requireNonNull(other.image(data), "not stored");
    assertThat(image.createdAt().toEpochMilli()).isEqualTo(data.getCreated());
    assertThat(image.maxInactive()).isEqualTo(LiveSessionData.maxInactive(data.getMaxInactiveMs()));
    assertThat(image.attributeNames()).isEqualTo(data.getKeys());
    for (String name : data.getKeys()) {
      Object stored = image.attribute(name);
      Object expected = data.getAttribute(name);
      if (Proxy.isProxyClass(Objects.requireNonNull(expected).getClass())) {
        assertThat(Proxy.getInvocationHandler(Objects.requireNonNull(stored)))
            .usingRecursiveComparison()
            .isEqualTo(Proxy.getInvocationHandler(expected));
      } else {
        assertThat(stored).isEqualTo(expected);
      }
    }
    return true;
  }

  // Only the store's clock counts, from when it learns of an access.

  @Override
  @Test
  public void testLoadSessionExists() throws Exception {
    AbstractSessionDataStore store = start();
    long now = System.currentTimeMillis();
    SessionData data = store.newSessionData("aaa4", 100, now, now - 1, -1);
    persistSession(data);
    Instant stored = redisTime();

    SessionData loaded = store.load("aaa4");

    assertThat(loaded.getId()).isEqualTo(data.getId());
    assertThat(loaded.getCreated()).isEqualTo(100);
    assertThat(loaded.getExpiry()).isZero();
    assertThat(Instant.ofEpochMilli(loaded.getLastAccessed()))
        .isBetween(stored.minus(PATIENCE), stored);
  }

  // An expired session belongs to the node that claims it, so that it ends once.

  @Override
  @Test
  public void testLoadSessionExpired() throws Exception {
    AbstractSessionDataStore store = start();
    persistSession(expired(store, "aaa5"));

    assertThat(store.load("aaa5")).isNull();
    assertThat(other.claims()).containsExactly(ShortIdStore.longId("aaa5"));
  }

  // Attributes are decoded one by one; Jetty would delete the session for the sake of one of them.

  @Override
  @Test
  public void testLoadSessionFails() throws Exception {
    AbstractSessionDataStore store = start();
    SessionData data = store.newSessionData("222", 100, 101, 101, -1);
    persistUnreadableSession(data);

    SessionData loaded = store.load("222");

    assertThat(loaded.getAttribute("good")).isEqualTo("value");
    assertThatThrownBy(() -> loaded.getAttribute("bad"))
        .isInstanceOf(UnreadableAttributeException.class);
    loaded.setAttribute("good", "other");
    store.store("222", loaded);
    LiveSession image = Objects.requireNonNull(other.image(data));
    assertThat(image.attribute("good")).isEqualTo("other");
    assertThat(image.attributeNames()).containsExactlyInAnyOrder("good", "bad");
  }

  // The sweeper of some node ends an expired session, Jetty's scavenger would on each of them.

  @Override
  @Test
  public void testGetExpiredPersistedAndExpired() throws Exception {
    onlyTheSweeperFinds("aaa9", "aaa10");
  }

  @Override
  @Test
  public void testGetExpiredPersistedAndExpiredOnly() throws Exception {
    onlyTheSweeperFinds("aaa13", "aaa14");
  }

  @Override
  @Test
  public void testGetExpiredDifferentNode() throws Exception {
    onlyTheSweeperFinds("aaa15");
  }

  /** Candidates that are not there have ended, and their listeners have run, elsewhere. */
  @Override
  @Test
  public void testGetExpiredNotPersisted() throws Exception {
    assertThat(start().getExpired(Set.of("a", "b"))).isEmpty();
  }

  private void onlyTheSweeperFinds(String... ids) throws Exception {
    AbstractSessionDataStore store = start();
    for (String id : ids) {
      persistSession(expired(store, id));
    }

    assertThat(store.getExpired(Set.of())).isEmpty();
    assertThat(store.getExpired(Set.of(ids))).isEmpty();
    assertThat(other.claims())
        .containsExactlyInAnyOrderElementsOf(
            List.of(ids).stream().map(ShortIdStore::longId).toList());
  }

  // Nothing has to be cleaned up: whatever expires is swept, and if nobody sweeps, Redis drops it.

  @Override
  @Test
  public void testCleanOrphans() throws Exception {
    AbstractSessionDataStore store = start();
    SessionData orphan = expired(store, "005");
    orphan.setContextPath("_other");
    persistSession(orphan);
    persistSession(expired(store, "001"));
    long now = System.currentTimeMillis();
    persistSession(store.newSessionData("003", 100, now, now, 3_600_000));

    store.cleanOrphans(now);

    assertThat(redis.probe().keys("cc:*}:s:*"))
        .hasSize(3)
        .allMatch(key -> redis.probe().ttlMillis(key) > 0);
    assertThat(other.claims()).containsExactly(ShortIdStore.longId("001"));
  }

  private AbstractSessionDataStore start() throws Exception {
    setUp();
    _server.start();
    return (AbstractSessionDataStore) _sessionManager.getSessionCache().getSessionDataStore();
  }

  private static SessionData expired(AbstractSessionDataStore store, String id) {
    return store.newSessionData(id, 100, 101, 101, 10);
  }

  private static Instant redisTime() {
    List<?> time = (List<?>) Objects.requireNonNull(redis.probe().command("TIME"));
    return Instant.ofEpochSecond(Long.parseLong(String.valueOf(time.get(0))))
        .plusNanos(1000L * Long.parseLong(String.valueOf(time.get(1))));
  }

  /** Waits until Redis takes a session for expired that was to live for a millisecond. */
  static void awaitExpiry() {
    Instant end = redisTime().plusMillis(2);
    await().atMost(PATIENCE).until(() -> redisTime().isAfter(end));
  }
}
