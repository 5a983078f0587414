package dev.coatcheck.session;

import dev.coatcheck.codec.CodecOptions;
import dev.coatcheck.codec.KryoAttributeCodec;
import dev.coatcheck.redis.RedisConnection;
import dev.coatcheck.redis.RedisOptions;
import dev.coatcheck.redis.StoreOptions;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One node of a fleet without a container: sessions over a connection of their own. */
public final class TestNode implements AutoCloseable {

  public static final Duration HALF_HOUR = Duration.ofMinutes(30);
  static final long MAX_SESSION_BYTES = 8 << 20;

  public final SessionCounters counters = new SessionCounters();
  public final CountingCodec codec;
  public final Sessions sessions;
  final List<String> expired = new ArrayList<>();
  final RedisConnection connection;
  final WatchedStore store;
  private final KryoAttributeCodec applicationCodec;

  /** A node that keeps its sessions between requests. */
  public TestNode(RedisServer redis, String name) {
    this(redis, name, 64 << 20);
  }

  /** A node with so much memory for its sessions. */
  public TestNode(RedisServer redis, String name, long cacheBytes) {
    this(redis, name, cacheBytes, UnreadableAttributes.FAIL, UnstorableAttributes.LOCAL);
  }

  TestNode(
      RedisServer redis,
      String name,
      long cacheBytes,
      UnreadableAttributes unreadable,
      UnstorableAttributes unstorable) {
    this(redis.uri(), name, cacheBytes, ownClasses(), unreadable, unstorable);
  }

  /** A node of this JVM, on a Redis that another one started. */
  public TestNode(String redisUri, String name) {
    this(
        redisUri,
        name,
        64 << 20,
        ownClasses(),
        UnreadableAttributes.FAIL,
        UnstorableAttributes.LOCAL);
  }

  /** A node of an application that has this codec, which is closed with the node. */
  public TestNode(
      String redisUri,
      String name,
      long cacheBytes,
      KryoAttributeCodec applicationCodec,
      UnreadableAttributes unreadable,
      UnstorableAttributes unstorable) {
    connection = RedisConnection.open(RedisOptions.server(redisUri));
    store =
        new WatchedStore(
            connection.sessionStore(
                StoreOptions.of("cc", "test", name).withOnCommand(counters.commands::increment)),
            "test");
    this.applicationCodec = applicationCodec;
    codec = new CountingCodec(applicationCodec);
    AttributePolicy policy =
        new AttributePolicy(unreadable, unstorable, MAX_SESSION_BYTES, counters);
    sessions = new Sessions(store, codec, policy, counters, cacheBytes, InstantSource.system());
  }

  private static KryoAttributeCodec ownClasses() {
    return KryoAttributeCodec.forApplication(
        TestNode.class.getClassLoader(), CodecOptions.DEFAULTS);
  }

  public static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  public static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  /** What a request does: find, work, save before the commit, save at the end. */
  public LiveSession request(String id, Work work) {
    LiveSession session = find(id);
    return request(session, work);
  }

  public LiveSession request(LiveSession session, Work work) {
    session.enter();
    try {
      work.on(session);
      sessions.save(session, deadline(), SavePoint.BEFORE_COMMIT);
      sessions.save(session, deadline(), SavePoint.LAST);
    } finally {
      session.leave();
    }
    return session;
  }

  /** A new session; the request that makes it works on it. */
  public String create(Work work) {
    String id = newId();
    request(sessions.create(id, HALF_HOUR), work);
    return id;
  }

  public LiveSession find(String id) {
    LiveSession session = sessions.find(SessionId.ofIssued(id), deadline());
    if (session == null) {
      throw new AssertionError("there is no such session");
    }
    return session;
  }

  public boolean knows(String id) {
    return sessions.find(SessionId.ofIssued(id), deadline()) != null;
  }

  /** What an application does in a request. */
  public interface Work {
    void on(LiveSession session);
  }

  @Override
  public void close() {
    sessions.forgetAll();
    applicationCodec.close();
    connection.close();
  }
}
