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
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.decoder.ObjectListReplayDecoder;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.command.CommandBatchService;

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

  private RedissonGateway(RedissonConnector connector, RedissonFailures failures) {
    this.connector = connector;
    this.failures = failures;
  }

  /** Begins to connect, in the background. */
  static RedissonGateway open(RedisOptions options) {
    RedissonConnector connector = new RedissonConnector(RedissonConfigFactory.config(options));
    connector.start();
    String address = options.address();
    return new RedissonGateway(
        connector, new RedissonFailures(address == null ? options.toString() : address));
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
    return send(
        executor -> {
          CommandBatchService batch = executor.createCommandBatchService(transaction(caller));
          List<CompletionStage<?>> answers =
              List.of(
                  batch.writeAsync(key, CODEC, EVAL, first),
                  batch.writeAsync(key, CODEC, HSET, hidden(hset)),
                  batch.writeAsync(key, CODEC, EVAL, last));
          return batch.executeAsync().thenCompose(done -> list(answers.get(0)));
        },
        script.title(),
        COMMANDS_OF_A_TRANSACTION,
        caller);
  }

  @Override
  public List<@Nullable Object> fields(String key, Caller caller) {
    return send(executor -> executor.writeAsync(key, CODEC, HGETALL, key), "hgetall", 1, caller);
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
    Object[] parameters = parameters(body, keys, arguments);
    return send(
        executor -> executor.writeAsync(keys.get(0), CODEC, command, parameters),
        script.title(),
        1,
        caller);
  }

  /**
   * Sends and waits.
   *
   * @throws RedisNoScriptException as it is; any other failure becomes the one of the port
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // the client throws whatever it likes
  private <T> T send(
      Function<CommandAsyncExecutor, CompletionStage<T>> command,
      String doing,
      int commands,
      Caller caller) {
    Deadline deadline = caller.deadline();
    deadline.check();
    Future<T> answer = null;
    try {
      CommandAsyncExecutor executor = connector.executor(deadline);
      for (int i = 0; i < commands; i++) {
        caller.onCommand().run();
      }
      answer = command.apply(executor).toCompletableFuture();
      return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof RedisNoScriptException noScript) {
        throw noScript;
      }
      throw deadline.failed(failures.unavailable(doing, cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw deadline.failed(
          new StoreUnavailableException("interrupted while waiting for Redis", e));
    } catch (TimeoutException | RuntimeException e) {
      throw deadline.failed(failures.unavailable(doing, e));
    } finally {
      if (answer != null && !answer.isDone()) {
        answer.cancel(true); // nobody waits: it must not be sent again
      }
    }
  }

  /** Never repeated: a second HSET could undo what others have written since. */
  private static BatchOptions transaction(Caller caller) {
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
