package dev.coatcheck.redis;

import dev.coatcheck.session.SessionStore;
import dev.coatcheck.testkit.RedisBinary;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.SessionStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract on real servers, by a user who may neither administrate nor do anything dangerous,
 * and only with our keys.
 */
@ParameterizedClass
@MethodSource("binaries")
final class RedisSessionStoreTest extends SessionStoreContract {

  static final String USER = "user node on >secret ~cc:* +@all -@admin -@dangerous";

  private static RedisServer server;
  private static List<RedisConnection> connections;

  private final String namespace = "test-" + UUID.randomUUID();
  private int nodes;

  RedisSessionStoreTest(RedisBinary binary) {}

  static List<RedisBinary> binaries() {
    return RedisBinary.all();
  }

  @BeforeParameterizedClassInvocation
  static void start(RedisBinary binary) {
    server = RedisServer.start(binary, USER);
    connections = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      connections.add(RedisConnection.open(RedisOptions.server(server.uri(), "node", "secret", 0)));
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    connections.forEach(RedisConnection::close);
    server.close();
  }

  @Override
  protected SessionStore open(Duration touchInterval, Duration lease) {
    StoreOptions options =
        StoreOptions.of("cc", namespace, "node" + nodes)
            .withTouchInterval(touchInterval)
            .withLease(lease);
    return connections.get(nodes++ % connections.size()).sessionStore(options);
  }

  /** Whatever a test has done. */
  @AfterEach
  void everyKeyIsOneOfOursAndEnds() {
    try (RedisProbe probe = server.probe()) {
      KeyRules.check(probe, namespace);
    }
  }
}
