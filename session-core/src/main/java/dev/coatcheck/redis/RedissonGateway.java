package dev.coatcheck.redis;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.StoreUnavailableException;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.decoder.ObjectListReplayDecoder;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.command.CommandBatchService;
import org.redisson.config.Config;

/**
 * The gateway through Redisson. Commands go to its executor as they are: its objects would add
 * commands, copies and a clock of their own. The calling thread waits, no longer than its deadline.
 */
final class RedissonGateway implements RedisGateway {

  private static final Codec CODEC = ByteArrayCodec.INSTANCE;
  private static final ObjectListReplayDecoder<@Nullable Object> AS_LIST =
      new ObjectListReplayDecoder<>();
  private static final RedisCommand<List<@Nullable Object>> EVALSHA =
      new RedisCommand<>("EVALSHA", AS_LIST);
  private static final RedisCommand<List<@Nullable Object>> EVAL =
      new RedisCommand<>("EVAL", AS_LIST);
  private static final RedisCommand<List<@Nullable Object>> HGETALL =
      new RedisCommand<>("HGETALL", AS_LIST);
  private static final RedisCommand<Object> HSET = new RedisCommand<>("HSET");

  /** MULTI, a script, HSET, a script, EXEC. */
  private static final int COMMANDS_OF_A_TRANSACTION = 5;

  private final RedissonConnector connector;
  private final RedissonFailures failures;
  private final boolean cluster;

  private RedissonGateway(RedissonConnector connector, RedissonFailures failures, boolean cluster) {
    this.connector = connector;
    this.failures = failures;
    this.cluster = cluster;
  }

  /** Begins to connect, in the background. */
  static RedissonGateway open(RedisOptions options) {
    return open(RedissonConfigFactory.config(options), options);
  }

  /** The same with a configuration that was made of these options. */
  static RedissonGateway open(Config config, RedisOptions options) {
    RedissonConnector connector = new RedissonConnector(config);
    connector.start();
    String address = options.address();
    return new RedissonGateway(
        connector,
        new RedissonFailures(address == null ? options.toString() : address),
        config.isClusterConfig());
  }

  @Override
  public List<@Nullable Object> run(
      Script script, List<String> keys, List<?> arguments, Caller caller) {
    try {
      return run(EVALSHA, script.sha(), script, keys, arguments, caller);
    } catch (RedisNoScriptException lostIt) {
      return run(EVAL, script.text(), script, keys, arguments, caller); // and remembers it again
    }
  }

  @Override
  public List<@Nullable Object> runAndSet(
      Script script,
      List<String> keys,
      List<?> arguments,
      Map<String, byte[]> fields,
      Caller caller) {
    String key = keys.get(0);
    List<@Nullable Object> hset = new ArrayList<>(1 + 2 * fields.size());
    hset.add(key);
    fields.forEach(
        (name, value) -> {
          hset.add(name);
          hset.add(value);
        });
    Object[] first = parameters(script.text(), keys, arguments);
    Object[] last = parameters(Script.SETTLE.text(), List.of(key, keys.get(2)), List.of());
    // Whole scripts instead of their hashes: one that is missing would leave half a transaction.
    Function<CommandAsyncExecutor, CompletionStage<List<@Nullable Object>>> transaction =
        executor -> {
          CommandBatchService batch = executor.createCommandBatchService(options(caller));
          List<CompletionStage<?>> answers =
              List.of(
                  batch.writeAsync(key, CODEC, EVAL, first),
                  batch.writeAsync(key, CODEC, HSET, hidden(hset)),
                  batch.writeAsync(key, CODEC, EVAL, last));
          return batch.executeAsync().thenCompose(done -> list(answers.get(0)));
        };
    try {
      return send(transaction, script.title(), COMMANDS_OF_A_TRANSACTION, caller);
    } catch (RedisTimeoutException e) {
      throw caller.deadline().failed(failures.unavailable(script.title(), e));
    }
  }

  @Override
  public List<@Nullable Object> fields(String key, Caller caller) {
    return persistently(
        executor -> executor.writeAsync(key, CODEC, HGETALL, key), "hgetall", caller);
  }

  @Override
  public boolean isCluster() {
    return cluster;
  }

  @Override
  public void close() {
    connector.close();
  }

  private List<@Nullable Object> run(
      RedisCommand<List<@Nullable Object>> command,
      String body,
      Script script,
      List<String> keys,
      List<?> arguments,
      Caller caller) {
    Supplier<Object[]> parameters = () -> parameters(body, keys, arguments);
    return persistently(
        executor -> executor.writeAsync(keys.get(0), CODEC, command, parameters.get()),
        script.title(),
        caller);
  }

  /**
   * For commands that may be repeated. Redisson gives up after a time of its own, which is short,
   * so that a server that is gone is noticed soon; on one that is merely slow, or on a node without
   * a processor to spare, the request's deadline decides.
   */
  private <T> T persistently(
      Function<CommandAsyncExecutor, CompletionStage<T>> command, String doing, Caller caller) {
    while (true) {
      try {
        return send(command, doing, 1, caller);
      } catch (RedisTimeoutException e) {
        if (caller.deadline().remaining().isZero()) {
          throw caller.deadline().failed(failures.unavailable(doing, e));
        }
      }
    }
  }

  /**
   * Sends and waits.
   *
   * @throws RedisNoScriptException as it is
   * @throws RedisTimeoutException as it is, when Redisson gave up while there is time left; any
   *     other failure becomes the one of the port
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // the client throws whatever it likes
  private <T> T send(
      Function<CommandAsyncExecutor, CompletionStage<T>> command,
      String doing,
      int commands,
      Caller caller) {
    Deadline deadline = caller.deadline();
    CommandAsyncExecutor executor = executor(doing, deadline);
    Future<T> answer = null;
    try {
      for (int i = 0; i < commands; i++) {
        caller.onCommand().run();
      }
      answer = command.apply(executor).toCompletableFuture();
      return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisNoScriptException noScript) {
        throw noScript;
      }
      if (e.getCause() instanceof RedisTimeoutException gaveUp) {
        throw gaveUp;
      }
      throw deadline.failed(failures.unavailable(doing, e));
    } catch (InterruptedException e) {
      throw interrupted(deadline, e);
    } catch (TimeoutException | RuntimeException e) {
      throw deadline.failed(failures.unavailable(doing, e));
    } finally {
      if (answer != null && !answer.isDone()) {
        answer.cancel(true); // nobody waits: it must not be sent again
      }
    }
  }

  private CommandAsyncExecutor executor(String doing, Deadline deadline) {
    deadline.check();
    try {
      return connector.executor(deadline);
    } catch (InterruptedException e) {
      throw interrupted(deadline, e);
    } catch (ExecutionException | TimeoutException e) {
      throw deadline.failed(failures.unavailable(doing, e));
    }
  }

  private static StoreUnavailableException interrupted(Deadline deadline, InterruptedException e) {
    Thread.currentThread().interrupt();
    return deadline.failed(new StoreUnavailableException("interrupted while waiting for Redis", e));
  }

  /** Never repeated: a second HSET could undo what others have written since. */
  private static BatchOptions options(Caller caller) {
    long millis = Math.max(1, caller.deadline().remaining().toMillis());
    return BatchOptions.defaults()
        .executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC)
        .retryAttempts(0)
        .responseTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Object[] parameters(String body, List<String> keys, List<?> arguments) {
    List<Object> parameters = new ArrayList<>(2 + keys.size() + arguments.size());
    parameters.add(body);
    parameters.add(Integer.toString(keys.size()));
    parameters.addAll(keys);
    parameters.addAll(arguments);
    return hidden(parameters);
  }

  /** Redisson puts parameters into exceptions and logs, but not what is in a buffer. */
  private static Object[] hidden(List<?> parameters) {
    Object[] hidden = parameters.toArray();
    for (int i = 0; i < hidden.length; i++) {
      if (hidden[i] instanceof byte[] bytes) {
        hidden[i] = Unpooled.wrappedBuffer(bytes);
      }
    }
    return hidden;
  }

  @SuppressWarnings("unchecked") // the decoder of the command makes lists
  private static CompletionStage<List<@Nullable Object>> list(CompletionStage<?> answer) {
    return (CompletionStage<List<@Nullable Object>>) answer;
  }
}
