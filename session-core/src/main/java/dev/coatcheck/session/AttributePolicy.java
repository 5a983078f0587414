package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens with an attribute that cannot be read or stored. Tells the operator once per class
 * and reason, however many attributes and sessions it is met in. Thread-safe.
 */
public final class AttributePolicy {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");
  private static final int MOST_REMEMBERED = 1000;

  private final UnreadableAttributes unreadable;
  private final UnstorableAttributes unstorable;
  private final long maxSessionBytes;
  private final SessionCounters counters;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Sets the policy of one application.
   *
   * @param maxSessionBytes how many bytes all attributes of a session may have together
   */
  public AttributePolicy(
      UnreadableAttributes unreadable,
      UnstorableAttributes unstorable,
      long maxSessionBytes,
      SessionCounters counters) {
    this.unreadable = unreadable;
    this.unstorable = unstorable;
    this.maxSessionBytes = maxSessionBytes;
    this.counters = counters;
  }

  long maxSessionBytes() {
    return maxSessionBytes;
  }

  /**
   * Throws {@code problem} unless unreadable attributes are to read as absent.
   *
   * @return whether the attribute is to be removed as well
   */
  boolean unreadable(UnreadableAttributeException problem) {
    counters.unreadableAttributes.increment();
    if (unreadable == UnreadableAttributes.DROP) {
      tellOnce(
          problem.reason(),
          "An attribute cannot be read and is removed from its session: " + problem.reason(),
          problem);
      return true;
    }
    tellOnce(
        problem.reason(),
        "An attribute cannot be read, its bytes stay in the store: " + problem.getMessage(),
        problem);
    if (unreadable == UnreadableAttributes.FAIL) {
      throw problem;
    }
    return false;
  }

  /** Throws {@code problem} unless unstorable attributes are to stay on their node. */
  void unstorable(UnstorableAttributeException problem) {
    counters.unstorableAttributes.increment();
    if (unstorable == UnstorableAttributes.REFUSE) {
      throw problem;
    }
    tellOnce(
        problem.reason(),
        "An attribute cannot be stored and exists on this node only: " + problem.getMessage(),
        problem);
  }

  private void tellOnce(String what, String message, RuntimeException problem) {
    if (told.size() < MOST_REMEMBERED && told.add(what)) {
      LOG.log(Level.WARNING, message);
      LOG.log(Level.DEBUG, "The cause of the warning above", problem);
    }
  }
}
