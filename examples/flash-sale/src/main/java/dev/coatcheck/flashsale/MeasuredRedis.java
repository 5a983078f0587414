package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.net.URI;

/** A Redis, and a count of what the nodes ask of it. Thread-safe. */
final class MeasuredRedis implements AutoCloseable {

  private final RedisServer server = RedisServer.start();
  private final RedisLink link = RedisLink.to(URI.create(server.uri()));
  private long commands;

  /** What the nodes are told. */
  URI uri() {
    return link.uri();
  }

  String version() {
    return server.version();
  }

  /** From now on it accepts everything and answers nothing. */
  void freeze() {
    server.pause();
  }

  /** Ends a {@link #freeze}. */
  void thaw() {
    server.resume();
  }

  /** All commands of nodes so far, except for those by which a client looks after itself. */
  synchronized long commands() {
    commands += link.take().stream().filter(command -> !command.isHousekeeping()).count();
    return commands;
  }

  /** How many connections the nodes have to it. */
  int connections() {
    try (RedisProbe probe = server.probe()) {
      return (int)
          String.valueOf(probe.command("CLIENT", "LIST"))
              .lines()
              .filter(client -> !client.contains("cmd=client")) // which asks
              .count();
    }
  }

  @Override
  public void close() {
    link.close();
    server.close();
  }
}
