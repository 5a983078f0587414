package dev.coatcheck.redis;

import dev.coatcheck.session.SessionStore;
import dev.coatcheck.testkit.RedisCluster;
import dev.coatcheck.testkit.UnsweptStoreContract;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real Redis Cluster, which fails a script that reaches for another slot. */
final class RedisClusterStoreTest extends UnsweptStoreContract {

  private static RedisCluster cluster;
  private static List<ClusterNode> connected;

  private final String namespace = "test-" + UUID.randomUUID();
  private int nodes;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
    connected = List.of(new ClusterNode(cluster), new ClusterNode(cluster));
  }

  @AfterAll
  static void stop() {
    connected.forEach(ClusterNode::close);
    cluster.close();
  }

  @Override
  protected SessionStore open(Duration touchInterval, Duration lease) {
    StoreOptions options =
        StoreOptions.of("cc", namespace, "node" + nodes)
            .withTouchInterval(touchInterval)
            .withLease(lease);
    return connected.get(nodes++ % connected.size()).store(options);
  }

  @AfterEach
  void everyKeyIsOneOfOursAndEnds() {
    KeyRules.checkCluster(cluster, namespace);
  }
}
