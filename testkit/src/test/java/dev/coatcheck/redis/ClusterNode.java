package dev.coatcheck.redis;

import dev.coatcheck.session.SessionStore;
import dev.coatcheck.testkit.RedisCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A node on a Redis Cluster, which settings refuse as long as its sessions are not swept there. */
final class ClusterNode implements AutoCloseable {

  private final RedisGateway gateway;

  ClusterNode(RedisCluster cluster) {
    RedisOptions options = RedisOptions.file(file(cluster));
    gateway = RedissonGateway.open(RedissonConfigFactory.evenCluster(options), options);
  }

  SessionStore store(StoreOptions options) {
    return new RedisSessionStore(gateway, options);
  }

  RedisGateway gateway() {
    return gateway;
  }

  @Override
  public void close() {
    gateway.close();
  }

  private static Path file(RedisCluster cluster) {
    String nodes =
        cluster.masters().stream()
            .map(master -> "  - \"" + master.uri() + "\"\n")
            .collect(Collectors.joining());
    try {
      Path file = Files.createTempFile("coatcheck-cluster-", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "clusterServersConfig:\n  nodeAddresses:\n" + nodes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
