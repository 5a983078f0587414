package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.http.WebApp;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A server whose Redis is not there starts all the same, and gets over it when Redis comes. */
@ParameterizedClass
@MethodSource("dev.coatcheck.it.distribution.Line#testedAtLength")
class RedisDownIT {

  /** Five times what a request may take. */
  private static final Duration NO_HANG = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Parameter Line line;

  @Test
  void theApplicationStartsAndWorksAsSoonAsRedisDoes(@TempDir Path directory) {
    Path app = WebApp.at("/app").unpackTo(directory);
    try (Installation installation = line.install("redis-down", "app", app)) {
      installation.redis().stop();
      installation.start();
      Visitor visitor = installation.visitor();

      assertThat(visitor.text("/app/ignorant")).isEqualTo("hello");
      assertThat(visitor.text("/app/ignorant")).isEqualTo("hello");
      assertUnavailable(visitor);
      installation.redis().restart();

      awaitRecovery(visitor);
      String last = visitor.text("/app/get?name=counter");
      String id = visitor.cookie("JSESSIONID");
      installation.redis().stop();
      assertUnavailable(visitor);
      assertThat(visitor.cookie("JSESSIONID")).as("the cookie is left alone").isEqualTo(id);
      assertThat(last).isNotEqualTo("no session");
      installation.redis().restart();

      awaitRecovery(visitor);
    }
  }

  private static void assertUnavailable(Visitor visitor) {
    for (int node = 0; node < 2; node++) {
      long before = System.nanoTime();
      Visitor.Answer answer = visitor.get("/app/counter");
      assertThat(answer.status()).as(answer.node()).isEqualTo(503);
      assertThat(answer.headers()).as("no new session").doesNotContainKey("set-cookie");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(NO_HANG);
    }
  }

  /** A Redis without persistence comes back empty: what it had is gone, the service is not. */
  private static void awaitRecovery(Visitor visitor) {
    for (int node = 0; node < 2; node++) {
      int number = node;
      await().atMost(PATIENCE).until(() -> visitor.on(number).get("/app/counter").status() == 200);
    }
    visitor.text("/app/counter");
  }
}
