package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as objects that nobody else on this node is given, for containers that want one of its
 * own for each request. They are saved and ended, and get new ids, as all others, by {@link
 * Sessions}; but no request sees what another one has not saved, and they are not kept alive while
 * a request runs for long. Thread-safe.
 */
public final class SeparateSessions {

  private final SessionStore store;
  private final AttributeCodec codec;
  private final AttributePolicy policy;
  private final SessionCounters counters;

  SeparateSessions(
      SessionStore store, AttributeCodec codec, AttributePolicy policy, SessionCounters counters) {
    this.store = store;
    this.codec = codec;
    this.policy = policy;
    this.counters = counters;
  }

  /**
   * A new session, in memory only until its first save; nothing is sent.
   *
   * @param issuedId the id as the client will get it
   * @throws IllegalArgumentException when no node would look up such an id
   */
  public LiveSession create(String issuedId, Instant createdAt, Duration maxInactive) {
    counters.created.increment();
    return new LiveSession(
        SessionId.ofIssued(issuedId),
        new SessionMetadata(issuedId, createdAt, createdAt, maxInactive),
        codec,
        policy);
  }

  /**
   * Finds a session and counts as an access to it; one command.
   *
   * @return a new object each time; null when there is no such session
   * @throws StoreUnavailableException when the store cannot be asked
   */
  public @Nullable LiveSession find(SessionId id, Deadline deadline) {
    deadline.begin();
    try {
      if (store.read(id, null, deadline) instanceof ReadResult.Loaded loaded) {
        counters.loadsChanged.increment();
        LiveSession session = new LiveSession(id, loaded.record().metadata(), codec, policy);
        session.merge(loaded.record(), null);
        return session;
      }
      counters.loadsAbsent.increment();
      return null;
    } catch (StoreUnavailableException e) {
      counters.loadsFailed.increment();
      throw e;
    } finally {
      deadline.end();
    }
  }

  /**
   * Ends a session that the caller has no object for; one command.
   *
   * @return whether this call ended it
   * @throws StoreUnavailableException when the store cannot be asked
   */
  public boolean invalidate(SessionId id, Deadline deadline) {
    deadline.begin();
    try {
      boolean won = store.invalidate(id, deadline);
      if (won) {
        counters.invalidated.increment();
      }
      return won;
    } finally {
      deadline.end();
    }
  }
}
