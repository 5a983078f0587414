package dev.coatcheck.jetty;

import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One Redis for all tests of a class, and a new browser for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnOneRedis {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  Browser browser;
  RedisServer redis;

  @BeforeAll
  final void startRedis() {
    redis = RedisServer.start();
  }

  @BeforeEach
  final void comeIn() {
    browser = new Browser();
  }

  @AfterAll
  final void stopRedis() {
    redis.close();
  }
}
