package dev.coatcheck.redis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The few things that the store asks of a Redis client. Thread-safe.
 *
 * <p>Strings among the arguments may appear in a client's log and exceptions, byte arrays never do.
 * Replies consist of Long, byte[] and null. Every failure is one {@link
 * dev.coatcheck.session.StoreUnavailableException}, noted in the caller's deadline.
 */
interface RedisGateway extends AutoCloseable {

  /** Runs a script: one round trip, one more when Redis has never seen it or lost it. */
  List<@Nullable Object> run(Script script, List<String> keys, List<?> arguments, Caller caller);

  /**
   * Runs a script, sets fields of the hash at the first key, and runs {@link Script#SETTLE} over
   * the first and the third key: one transaction in one round trip, never repeated.
   *
   * @return what the script answered
   */
  List<@Nullable Object> runAndSet(
      Script script,
      List<String> keys,
      List<?> arguments,
      Map<String, byte[]> fields,
      Caller caller);

  /** All fields of a hash: name, value, name, value; empty when there is no such key. */
  List<@Nullable Object> fields(String key, Caller caller);

  /** Whether it is a Redis Cluster, where a script reaches the keys of one slot only. */
  boolean isCluster();

  @Override
  void close();
}
