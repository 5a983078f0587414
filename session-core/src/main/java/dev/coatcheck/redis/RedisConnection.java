package dev.coatcheck.redis;

import dev.coatcheck.session.SessionStore;

/**
 * One container's connection to Redis, shared by its applications. Opening it does not wait for
 * Redis, which may come later and may come and go. Thread-safe.
 */
public final class RedisConnection implements AutoCloseable {

  private final RedisGateway gateway;

  private RedisConnection(RedisGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * Begins to connect, in the background.
   *
   * @throws IllegalArgumentException when the options cannot be used, a configuration file above
   *     all
   */
  public static RedisConnection open(RedisOptions options) {
    return new RedisConnection(RedissonGateway.open(options));
  }

  /**
   * The sessions of one application. Closing the store does not close the connection.
   *
   * @throws IllegalArgumentException when prefix or namespace cannot be part of a key
   */
  public SessionStore sessionStore(StoreOptions options) {
    return new RedisSessionStore(gateway, options);
  }

  /** Ends all threads and connections, within seconds; idempotent. Stores fail from now on. */
  @Override
  public void close() {
    gateway.close();
  }
}
