package dev.coatcheck.redis;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of one application's store on behalf of requests. Thread-safe. */
final class ScriptRunner {

  /** Values of a write that together are larger do not pass through Lua, which copies them. */
  static final int LARGE_WRITE = 16 * 1024;

  private final RedisGateway gateway;
  private final Keys keys;
  private final Runnable onCommand;
  private final StoreClock clock = new StoreClock();

  ScriptRunner(RedisGateway gateway, Keys keys, Runnable onCommand) {
    this.gateway = gateway;
    this.keys = keys;
    this.onCommand = onCommand;
  }

  /** Runs a script. */
  Reply run(Script script, List<String> keys, List<?> arguments, Caller caller) {
    return told(new Reply(gateway.run(script, keys, arguments, caller)), caller);
  }

  /**
   * Runs a script that writes, whose first argument says until when. That is guessed on the early
   * side, so a refusal is answered by a better guess while there is time.
   *
   * @param apart fields that go past Lua, with a third key for it; null when none do
   */
  Reply write(
      Script script,
      List<String> keys,
      List<Object> arguments,
      @Nullable Map<String, byte[]> apart,
      Deadline deadline) {
    Caller caller = request(deadline);
    for (int attempt = 0; attempt < 3; attempt++) {
      arguments.set(0, Long.toString(clock.in(deadline.remaining(), System.nanoTime())));
      Reply reply =
          apart == null
              ? run(script, keys, arguments, caller)
              : told(new Reply(gateway.runAndSet(script, keys, arguments, apart, caller)), caller);
      if (reply.code() != Reply.TOO_LATE) {
        return reply;
      }
    }
    throw deadline.failed(
        new StoreUnavailableException(
            "Redis was too slow: a write reached it after the request's time and was not made"));
  }

  /** A write to a session that may have got another id meanwhile: goes where it went. */
  Reply following(Keys.Place known, Function<Keys.Place, Reply> write) {
    Keys.Place place = known;
    Reply reply = write.apply(place);
    while (reply.code() == Reply.MOVED) {
      place = keys.follow(place, reply.text(2));
      reply = write.apply(place);
    }
    return reply;
  }

  /** All fields of a session. */
  List<@Nullable Object> fields(Keys.Place place, Caller caller) {
    return gateway.fields(place.session(), caller);
  }

  /** Whether a script reaches one bucket only. */
  boolean isCluster() {
    return gateway.isCluster();
  }

  Caller request(Deadline deadline) {
    return new Caller(deadline, onCommand);
  }

  /** Whether fields of these values are to go past Lua. */
  static boolean isLarge(Map<String, byte[]> fields) {
    long size = 0;
    for (byte[] value : fields.values()) {
      size += value.length;
    }
    return size > LARGE_WRITE;
  }

  private Reply told(Reply reply, Caller caller) {
    clock.told(reply.now(), System.nanoTime());
    if (reply.code() == Reply.UNKNOWN_FORMAT) {
      throw caller.deadline().failed(RecordLayout.unknownFormat());
    }
    return reply;
  }
}
