package dev.coatcheck.testkit;

import java.util.List;

/**
 * One command that a node sent to Redis. Immutable.
 *
 * @param name in upper case
 * @param arguments all of them, each cut to its first characters; binary ones are unreadable
 */
public record RedisCommand(String name, List<String> arguments) {

  public RedisCommand {
    arguments = List.copyOf(arguments);
  }

  /** Whether a client sends this for its own purposes, when it connects or to see who is there. */
  public boolean isHousekeeping() {
    return switch (name) {
      case "HELLO", "AUTH", "SELECT", "CLIENT", "PING", "QUIT", "INFO", "ROLE" -> true;
      case "SCRIPT" -> !arguments.isEmpty() && arguments.get(0).equalsIgnoreCase("LOAD");
      default -> false;
    };
  }

  /** Whether some argument is the key of a session's hash. */
  public boolean touchesSession() {
    return arguments.stream().anyMatch(argument -> argument.contains("}:s:"));
  }
}
