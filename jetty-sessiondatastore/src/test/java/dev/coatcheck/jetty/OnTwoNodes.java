package dev.coatcheck.jetty;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes of the same applications. */
abstract class OnTwoNodes extends OnOneRedis {

  TestNode first;
  TestNode second;

  /** Makes the applications of a node. */
  abstract void application(TestNode node);

  @BeforeAll
  final void startNodes() throws Exception {
    first = TestNode.start(redis.uri(), this::application);
    second = TestNode.start(redis.uri(), this::application);
  }

  @AfterAll
  final void stopNodes() {
    first.close();
    second.close();
  }
}
