package dev.coatcheck.testkit;

import dev.coatcheck.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * The part of {@link SessionStoreContract} that is about requests. A test of an implementation says
 * how a node opens the store; all nodes of one test share their sessions, no two tests do.
 */
public abstract class UnsweptStoreContract
    implements StoredFieldsContract, SessionIdContract, SessionEndContract {

  private final List<SessionStore> nodes = new ArrayList<>();

  /** Opens the store as one more node of the fleet of this test. */
  protected abstract SessionStore open(Duration touchInterval, Duration lease);

  @Override
  public final SessionStore node() {
    return node(Duration.ZERO, Duration.ofMinutes(1));
  }

  @Override
  public final SessionStore node(Duration touchInterval, Duration lease) {
    SessionStore node = open(touchInterval, lease);
    nodes.add(node);
    return node;
  }

  @AfterEach
  final void closeNodes() {
    nodes.forEach(SessionStore::close);
  }
}
