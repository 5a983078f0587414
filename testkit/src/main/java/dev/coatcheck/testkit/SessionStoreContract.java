package dev.coatcheck.testkit;

import dev.coatcheck.session.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * What {@link SessionStore} promises, as tests. A test of an implementation extends this class and
 * says how a node opens the store; all nodes of one test share their sessions, no two tests do.
 *
 * <p>The tests judge times by the property that must hold, not by how fast they run: they are right
 * on a machine of any speed.
 */
public abstract class SessionStoreContract
    implements StoredFieldsContract,
        SessionIdContract,
        SessionEndContract,
        SessionExpiryContract,
        ClaimContract {

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
