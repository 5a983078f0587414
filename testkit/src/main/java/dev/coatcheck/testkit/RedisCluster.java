package dev.coatcheck.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A real Redis Cluster: three masters, each a process of its own, that share the slots in turn, so
 * that keys of different slots are rarely on one server. {@link #close} leaves nothing behind.
 * Thread-safe.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int MASTERS = 3;
  private static final int SLOTS = 16384;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<RedisServer> masters = new ArrayList<>();

  private RedisCluster() {}

  /** Starts the servers, makes them a cluster, and waits until each of them says that it is one. */
  public static RedisCluster start() {
    RedisCluster cluster = new RedisCluster();
    boolean started = false;
    try {
      for (int i = 0; i < MASTERS; i++) {
        cluster.masters.add(
            RedisServer.start(
                "cluster-enabled yes",
                "cluster-config-file nodes.conf",
                "cluster-node-timeout 15000"));
      }
      cluster.form();
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  /** The servers. */
  public List<RedisServer> masters() {
    return List.copyOf(masters);
  }

  @Override
  public void close() {
    masters.forEach(RedisServer::close);
  }

  private void form() {
    for (int i = 0; i < MASTERS; i++) {
      try (RedisProbe probe = masters.get(i).probe()) {
        List<Object> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        for (int slot = i; slot < SLOTS; slot += MASTERS) {
          slots.add(slot);
        }
        probe.command(slots.toArray());
        probe.command("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
        for (RedisServer other : masters.subList(0, i)) {
          probe.command("CLUSTER", "MEET", other.host(), other.port());
        }
      }
    }
    for (RedisServer master : masters) {
      try (RedisProbe probe = master.probe()) {
        await(probe, info -> info.contains("cluster_state:ok"));
        await(probe, info -> info.contains("cluster_known_nodes:" + MASTERS));
      }
    }
  }

  private static void await(RedisProbe probe, Predicate<String> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String info = String.valueOf(probe.command("CLUSTER", "INFO"));
    while (!wanted.test(info)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no Redis Cluster after " + PATIENCE + ": " + info);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      info = String.valueOf(probe.command("CLUSTER", "INFO"));
    }
  }
}
