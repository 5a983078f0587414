package dev.coatcheck;

import dev.coatcheck.redis.RedisConnection;
import dev.coatcheck.redis.RedisOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one node: one for each Redis, opened for its first application and closed
 * after its last. Thread-safe.
 */
final class SharedConnections implements AutoCloseable {

  private final Map<RedisOptions, Shared> open = new HashMap<>();

  private static final class Shared {
    final RedisConnection connection;
    int users;

    Shared(RedisConnection connection) {
      this.connection = connection;
    }
  }

  synchronized RedisConnection acquire(RedisOptions options) {
    Shared shared = open.computeIfAbsent(options, o -> new Shared(RedisConnection.open(o)));
    shared.users++;
    return shared.connection;
  }

  synchronized void release(RedisOptions options) {
    Shared shared = open.get(options);
    if (shared != null && --shared.users == 0) {
      open.remove(options);
      shared.connection.close();
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(shared -> shared.connection.close());
    open.clear();
  }
}
