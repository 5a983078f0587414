package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much longer than its timeout a session lives when accesses are not all noted. */
class TouchIntervalTest {

  private static final String ID = "0123456789abcdef";

  @ParameterizedTest
  @CsvSource({"20, 1", "600, 30", "86400, 30"})
  void autoIsATwentiethOfTheTimeoutAndAtMostHalfAMinute(long timeoutSeconds, long extraSeconds) {
    try (RedisServer redis = RedisServer.start();
        RedisConnection connection = RedisConnection.open(RedisOptions.server(redis.uri()));
        RedisProbe probe = redis.probe()) {
      StoreOptions options = StoreOptions.of("cc", "test", "node").withTouchInterval(null);
      Duration timeout = Duration.ofSeconds(timeoutSeconds);
      connection
          .sessionStore(options)
          .create(
              new SessionId(ID),
              new SessionMetadata(ID, Instant.EPOCH, Instant.EPOCH, timeout),
              new SessionDelta(Map.of(), Set.of(), null),
              Deadline.in(Duration.ofSeconds(20)));

      Map<String, String> stored = probe.hash(probe.keys("cc:test:*:s:*").get(0));
      long lives = Long.parseLong(stored.get("!x")) - Long.parseLong(stored.get("!l"));
      assertThat(lives).isEqualTo(timeout.plusSeconds(extraSeconds).toMillis());
    }
  }
}
