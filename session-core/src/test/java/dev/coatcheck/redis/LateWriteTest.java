package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store whose clock was set forth refuses a write as late, although somebody waits for it. */
final class LateWriteTest {

  private static final long STORE_TIME = 1_700_000_000_000L;
  private static final SessionId ID = new SessionId("0123456789abcdef");
  private static final Version KNOWN = new Version(1, "a");
  private static final SessionDelta DELTA =
      new SessionDelta(Map.of(), Set.of("@x"), Duration.ofMinutes(1));

  @Test
  void isTriedAgainWithTheStoresOwnTime() {
    StoreAhead gateway = new StoreAhead(1);
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));

    CommitResult result = store(gateway).commit(ID, KNOWN, DELTA, deadline);

    assertThat(result)
        .isEqualTo(new CommitResult.Committed(new Version(2, "tag"), new Version(1, "a")));
    assertThat(gateway.latest).hasSize(2);
    assertThat(gateway.latest.get(1)).isBetween(STORE_TIME, STORE_TIME + 20_000);
    assertThat(deadline.failure()).isNull();
  }

  @Test
  void isNotTriedForEver() {
    StoreAhead gateway = new StoreAhead(Integer.MAX_VALUE);
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));

    assertThatThrownBy(() -> store(gateway).commit(ID, KNOWN, DELTA, deadline))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("too slow");
    assertThat(gateway.latest).hasSizeLessThan(10);
    assertThat(deadline.failure()).isNotNull();
  }

  private static RedisSessionStore store(RedisGateway gateway) {
    return new RedisSessionStore(gateway, StoreOptions.of("cc", "late", "node"));
  }

  /** Answers "too late" some times, then does the write. */
  private static final class StoreAhead implements RedisGateway {

    final List<Long> latest = new ArrayList<>();
    private final int refusals;

    StoreAhead(int refusals) {
      this.refusals = refusals;
    }

    @Override
    public List<Object> run(Script script, List<String> keys, List<?> arguments, Caller caller) {
      latest.add(Long.valueOf((String) arguments.get(0)));
      return latest.size() <= refusals
          ? List.of((long) Reply.TOO_LATE, STORE_TIME)
          : List.of(1L, STORE_TIME, bytes("2:tag"), bytes("1:a"));
    }

    @Override
    public List<Object> runAndSet(
        Script script,
        List<String> keys,
        List<?> arguments,
        Map<String, byte[]> fields,
        Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Object> fields(String key, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCluster() {
      return false;
    }

    @Override
    public void close() {}

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
