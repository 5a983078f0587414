package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens with an attribute that cannot be read or stored. Tells the operator once per
 * attribute and class, however many sessions hold it. Thread-safe.
 */
public final class AttributePolicy {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");
  private static final int MOST_REMEMBERED = 1000;

  private final boolean unreadableIsAbsent;
  private final boolean unstorableStaysLocal;
  private final SessionCounters counters;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Sets the policy of one application.
   *
   * @param unreadableIsAbsent whether an unreadable attribute reads as null instead of failing
   * @param unstorableStaysLocal whether an unstorable attribute is kept on its node only instead of
   *     failing the request
   */
  public AttributePolicy(
      boolean unreadableIsAbsent, boolean unstorableStaysLocal, SessionCounters counters) {
    this.unreadableIsAbsent = unreadableIsAbsent;
    this.unstorableStaysLocal = unstorableStaysLocal;
    this.counters = counters;
  }

  /** Throws {@code problem} unless unreadable attributes are to read as absent. */
  void unreadable(UnreadableAttributeException problem) {
    counters.unreadableAttributes.increment();
    tellOnce("An attribute cannot be read, its bytes stay in the store: ", problem);
    if (!unreadableIsAbsent) {
      throw problem;
    }
  }

  /** Throws {@code problem} unless unstorable attributes are to stay on their node. */
  void unstorable(UnstorableAttributeException problem) {
    counters.unstorableAttributes.increment();
    if (!unstorableStaysLocal) {
      throw problem;
    }
    tellOnce("An attribute cannot be stored and exists on this node only: ", problem);
  }

  private void tellOnce(String what, RuntimeException problem) {
    String message = what + problem.getMessage();
    if (told.size() < MOST_REMEMBERED && told.add(message)) {
      LOG.log(Level.WARNING, message);
      LOG.log(Level.DEBUG, "The cause of the warning above", problem);
    }
  }
}
