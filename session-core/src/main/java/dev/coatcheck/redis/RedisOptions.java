package dev.coatcheck.redis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Redis: one server, or a Redisson configuration file that says it all. Immutable; its
 * text shows no secrets.
 *
 * @param address {@code redis://host:port} or {@code rediss://host:port} without a login; null with
 *     a file
 * @param user of Redis' ACL; null for the default user
 * @param password null when Redis asks for none
 * @param database number of the database, 0 unless told otherwise
 * @param file Redisson's YAML; null with an address
 */
public record RedisOptions(
    @Nullable String address,
    @Nullable String user,
    @Nullable String password,
    int database,
    @Nullable Path file) {

  public RedisOptions {
    if ((address == null) == (file == null)) {
      throw new IllegalArgumentException("either an address or a file says where Redis is");
    }
    if (address != null && (!address.matches("rediss?://[^/@]+") || database < 0)) {
      throw new IllegalArgumentException(
          "not redis://host:port or rediss://host:port; the login and the database go extra");
    }
  }

  /** One server without a login. */
  public static RedisOptions server(String address) {
    return server(address, null, null, 0);
  }

  /** One server. */
  public static RedisOptions server(
      String address, @Nullable String user, @Nullable String password, int database) {
    return new RedisOptions(address, user, password, database, null);
  }

  /** What a Redisson YAML file says. */
  public static RedisOptions file(Path file) {
    return new RedisOptions(null, null, null, 0, file);
  }

  @Override
  public String toString() {
    if (address == null) {
      return "file:" + file;
    }
    return address
        + (database == 0 ? "" : "/" + database)
        + (user == null ? "" : " as " + user)
        + (password == null ? "" : " with a password");
  }
}
