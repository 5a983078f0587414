package dev.coatcheck.jetty;

import dev.coatcheck.testkit.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Two nodes of the same applications on one Redis, and a new browser for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTwoNodes {

  Browser browser;
  RedisServer redis;
  TestNode first;
  TestNode second;

  /** Makes the applications of a node. */
  abstract void application(TestNode node);

  @BeforeAll
  final void startBoth() throws Exception {
    redis = RedisServer.start();
    first = TestNode.start(redis.uri(), this::application);
    second = TestNode.start(redis.uri(), this::application);
  }

  @BeforeEach
  final void comeIn() {
    browser = new Browser();
  }

  @AfterAll
  final void stopBoth() {
    first.close();
    second.close();
    redis.close();
  }
}
