package dev.coatcheck.session;

import org.jspecify.annotations.Nullable;

/**
 * PORT: the sessions of one application, shared by all nodes.
 *
 * <p>An implementation keeps these promises, which {@code SessionStoreContract} of the testkit
 * executes:
 *
 * <ul>
 *   <li>A write is seen by every read that begins after the write returned, on any node.
 *   <li>Each call is atomic, and is applied at most once however often it is retried below.
 *   <li>Writes are per field: of two writers of different fields both win, of two writers of the
 *       same field the later one.
 *   <li>A session that was invalidated, or claimed after it expired, never comes back by a late
 *       write.
 *   <li>Deadlines are judged by the store's clock alone. A session is never gone before its maximum
 *       inactive interval has passed since the last access, and at most the touch interval later it
 *       cannot be read any more.
 *   <li>Whatever goes wrong in or on the way to the store is a {@link StoreUnavailableException},
 *       never an answer such as {@link ReadResult.Absent}; it is also noted in the {@link
 *       Deadline}.
 *   <li>No call blocks much longer than its deadline.
 * </ul>
 *
 * Thread-safe. Byte arrays passed in or out are shared and must not be written to.
 */
public interface SessionStore extends AutoCloseable {

  /**
   * Reads a session and counts as an access to it: one round trip.
   *
   * @param known the version that the caller already holds, or null when it holds nothing
   * @return {@link ReadResult.Unchanged} or {@link ReadResult.Changed} only if {@code known} was
   *     given
   */
  ReadResult read(SessionId id, @Nullable Version known, Deadline deadline);

  /**
   * Stores a new session.
   *
   * @param metadata {@code issuedId} belongs to {@code id}; {@code lastAccessedAt} is not used
   * @return {@link CommitResult.Committed} with {@code previous} equal to {@code version}; or
   *     {@link CommitResult.Gone} when a session of that id exists already, which is left as it is
   */
  CommitResult create(
      SessionId id, SessionMetadata metadata, SessionDelta content, Deadline deadline);

  /**
   * Applies what a request changed and counts as an access.
   *
   * @param known the version that the caller's image had
   */
  CommitResult commit(SessionId id, Version known, SessionDelta delta, Deadline deadline);

  /**
   * Gives a session a new id, with everything it holds. At any moment one of the two ids opens it:
   * the old one until the change is made, also when this node dies on the way; from then on a
   * {@link #read} of the old id answers absent. A {@link #commit} to the old id by a request that
   * was already running reaches the session for a short while.
   *
   * @param issuedId the new id as the client gets it; its bare form must be another than {@code
   *     from}
   * @throws IllegalStateException when the new id belongs to another session, or did a short while
   *     ago; both sessions are left as they are
   */
  CommitResult changeId(SessionId from, String issuedId, Version known, Deadline deadline);

  /**
   * Whether {@link #changeId} is one atomic step for these two ids wherever the sessions are kept,
   * on a Redis Cluster too. Adapters that draw the new id draw again until this holds (one of a few
   * hundred ids does); where the container draws it, any id will do.
   */
  boolean mayBecome(SessionId from, SessionId to);

  /**
   * Ends a session.
   *
   * @return whether this call ended it; false when it was gone already, so that exactly one caller
   *     in the fleet runs the application's listeners
   */
  boolean invalidate(SessionId id, Deadline deadline);

  /**
   * Looks for expired sessions and claims some. The caller runs the listeners for each claim and
   * then calls {@link #finish}.
   *
   * @param most how many to claim at most
   */
  SweepResult sweep(int most, Deadline deadline);

  /** Removes a claimed session for good, unless its lease ran out and another node claimed it. */
  void finish(Claim claim, Deadline deadline);

  /** Releases what the store holds; idempotent. */
  @Override
  void close();
}
