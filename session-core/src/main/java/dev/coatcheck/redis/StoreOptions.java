package dev.coatcheck.redis;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the store of one application on one node needs to know. Immutable.
 *
 * @param prefix how all keys begin
 * @param namespace of the application; all its nodes have the same one, no other application has it
 * @param nodeId names this node in the fleet
 * @param applicationLabel describes the application, to notice two of them in one namespace
 * @param touchInterval accesses within this time after a noted one are not noted; zero notes all,
 *     null stands for a twentieth of the session's own timeout, at most half a minute
 * @param retention how long a session is kept after its deadline for a sweeper to come by
 * @param lease how long a claimed session belongs to its sweeper
 * @param onCommand told of each command that is sent for a request
 */
public record StoreOptions(
    String prefix,
    String namespace,
    String nodeId,
    String applicationLabel,
    @Nullable Duration touchInterval,
    Duration retention,
    Duration lease,
    Runnable onCommand) {

  private static final Pattern KEY_PART = Pattern.compile("[^\\p{Cntrl}\\s{}]+");

  public StoreOptions {
    if (!KEY_PART.matcher(prefix).matches() || !KEY_PART.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "prefix and namespace are parts of keys: at least one character, no braces and no blanks;"
              + (" prefix=\"" + prefix + "\" namespace=\"" + namespace + "\""));
    }
    if (nodeId.isEmpty()) {
      throw new IllegalArgumentException("nodeId is empty");
    }
    if ((touchInterval != null && touchInterval.isNegative())
        || retention.isNegative()
        || lease.toMillis() < 1) {
      throw new IllegalArgumentException(
          "touchInterval="
              + touchInterval
              + " and retention="
              + retention
              + " must not be negative, lease="
              + lease
              + " must be positive");
    }
  }

  /** With defaults for the rest: each access is noted, kept for a day, a lease of a minute. */
  public static StoreOptions of(String prefix, String namespace, String nodeId) {
    return new StoreOptions(
        prefix,
        namespace,
        nodeId,
        namespace,
        Duration.ZERO,
        Duration.ofDays(1),
        Duration.ofMinutes(1),
        () -> {});
  }

  /** The same with another label of the application. */
  public StoreOptions withApplicationLabel(String label) {
    return new StoreOptions(
        prefix, namespace, nodeId, label, touchInterval, retention, lease, onCommand);
  }

  /** The same with another touch interval. */
  public StoreOptions withTouchInterval(@Nullable Duration interval) {
    return new StoreOptions(
        prefix, namespace, nodeId, applicationLabel, interval, retention, lease, onCommand);
  }

  /** The same with another retention. */
  public StoreOptions withRetention(Duration time) {
    return new StoreOptions(
        prefix, namespace, nodeId, applicationLabel, touchInterval, time, lease, onCommand);
  }

  /** The same with another lease. */
  public StoreOptions withLease(Duration time) {
    return new StoreOptions(
        prefix, namespace, nodeId, applicationLabel, touchInterval, retention, time, onCommand);
  }

  /** The same, telling somebody of each command. */
  public StoreOptions withOnCommand(Runnable observer) {
    return new StoreOptions(
        prefix, namespace, nodeId, applicationLabel, touchInterval, retention, lease, observer);
  }
}
