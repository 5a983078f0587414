package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.codec.CodecOptions;
import dev.coatcheck.codec.KryoAttributeCodec;
import dev.coatcheck.redis.RedisConnection;
import dev.coatcheck.redis.RedisOptions;
import dev.coatcheck.redis.StoreOptions;
import dev.coatcheck.session.AttributePolicy;
import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Field;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SessionCounters;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.Sessions;
import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/** A node of the fleet without Jetty: sees what is stored, and stores what Jetty does not. */
final class OtherNode implements AutoCloseable {

  private final RedisConnection connection;
  private final KryoAttributeCodec codec;

  OtherNode(RedisServer redis, ClassLoader loader) {
    connection = RedisConnection.open(RedisOptions.server(redis.uri()));
    codec = KryoAttributeCodec.forApplication(loader, CodecOptions.DEFAULTS);
  }

  void store(SessionData data) {
    store(data, Map.of());
  }

  /** Stores a session that has expired if that is what its times say. */
  void store(SessionData data, Map<String, byte[]> more) {
    boolean expired = data.getExpiry() != 0 && data.getExpiry() < System.currentTimeMillis();
    Map<String, byte[]> puts = new HashMap<>();
    data.getAllAttributes()
        .forEach((name, value) -> puts.put(Field.ofAttribute(name), codec.encode(name, value)));
    more.forEach((name, bytes) -> puts.put(Field.ofAttribute(name), bytes));
    Instant created = Instant.ofEpochMilli(data.getCreated());
    CommitResult result =
        store(namespace(data))
            .create(
                SessionId.ofIssued(data.getId()),
                new SessionMetadata(
                    data.getId(),
                    created,
                    created,
                    expired
                        ? Duration.ofMillis(1)
                        : LiveSessionData.maxInactive(data.getMaxInactiveMs())),
                new SessionDelta(puts, Set.of(), null),
                deadline());
    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    if (expired) {
      JettysOwnSessionDataStoreTest.awaitExpiry();
    }
  }

  /** A session as it is stored, or null. */
  @Nullable LiveSession image(SessionData data) {
    SessionCounters counters = new SessionCounters();
    AttributePolicy policy =
        new AttributePolicy(
            UnreadableAttributes.FAIL, UnstorableAttributes.REFUSE, 1 << 20, counters);
    return new Sessions(
            store(namespace(data)), codec, policy, counters, 1 << 20, InstantSource.system())
        .separate()
        .find(SessionId.ofIssued(data.getId()), deadline());
  }

  /** Claims what has expired; answers the ids. */
  List<String> claims() {
    return store("ROOT").sweep(16, deadline()).claims().stream()
        .map(claim -> claim.record().id().value())
        .toList();
  }

  private static String namespace(SessionData data) {
    return "_other".equals(data.getContextPath()) ? "other" : "ROOT";
  }

  private SessionStore store(String namespace) {
    return connection.sessionStore(
        StoreOptions.of("cc", namespace, "other").withTouchInterval(Duration.ZERO));
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    codec.close();
    connection.close();
  }
}
