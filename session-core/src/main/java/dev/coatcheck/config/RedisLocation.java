package dev.coatcheck.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where Redis is. Its {@code toString} shows no password. */
public sealed interface RedisLocation {

  /**
   * One server.
   *
   * @param tls whether the connection is encrypted
   * @param host a name, an IPv4 address, or an IPv6 address in brackets
   * @param user the ACL user, or null for the default user
   * @param password null when the server asks for none
   */
  record Server(
      boolean tls,
      String host,
      int port,
      @Nullable String user,
      @Nullable String password,
      int database)
      implements RedisLocation {

    /** {@code redis://host:port} or {@code rediss://host:port}, nothing secret. */
    public String address() {
      return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }

    @Override
    public String toString() {
      String login = password == null ? "" : (user == null ? "" : user) + ":***@";
      String address = address();
      int authority = address.indexOf("//") + 2;
      return address.substring(0, authority)
          + login
          + address.substring(authority)
          + (database == 0 ? "" : "/" + database);
    }
  }

  /** A Redisson configuration file, which says everything about the connection. */
  record ConfigurationFile(Path path) implements RedisLocation {

    @Override
    public String toString() {
      return "file:" + path;
    }
  }
}
