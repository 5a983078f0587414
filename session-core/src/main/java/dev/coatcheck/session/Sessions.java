package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of one application's sessions on one node: what an adapter calls. Thread-safe.
 *
 * <p>Every method that may ask the store takes the request's {@link Deadline} and throws {@link
 * StoreUnavailableException} when the store cannot be asked; none blocks much longer than that.
 */
public final class Sessions {

  private final SessionStore store;
  private final AttributeCodec codec;
  private final AttributePolicy policy;
  private final SessionCounters counters;
  private final InstantSource clock;
  private final ChangeDetector detector;
  private final LiveSessions live;
  private final SeparateSessions separate;

  /**
   * Wires the sessions of one application.
   *
   * @param cacheBytes how many encoded bytes of sessions this node keeps between requests
   * @param clock tells creation times, nothing else
   */
  public Sessions(
      SessionStore store,
      AttributeCodec codec,
      AttributePolicy policy,
      SessionCounters counters,
      long cacheBytes,
      InstantSource clock) {
    this.store = store;
    this.codec = codec;
    this.policy = policy;
    this.counters = counters;
    this.clock = clock;
    this.detector = new ChangeDetector(codec, policy);
    this.live = new LiveSessions(cacheBytes);
    this.separate = new SeparateSessions(store, codec, policy, counters);
  }

  /**
   * A new session, in memory only until its first {@link #save}; nothing is sent.
   *
   * @param issuedId the id as the client will get it
   * @throws IllegalArgumentException when no node would look up such an id
   */
  public LiveSession create(String issuedId, Duration maxInactive) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    LiveSession session =
        live.putIfAbsent(
            new LiveSession(
                SessionId.ofIssued(issuedId),
                new SessionMetadata(issuedId, now, now, maxInactive),
                codec,
                policy));
    live.hold(session);
    counters.created.increment();
    return session;
  }

  /**
   * Finds a session and counts as an access to it; at most one command.
   *
   * @return this node's one object for it, up to date; null when there is no such session
   */
  public @Nullable LiveSession find(SessionId id, Deadline deadline) {
    LiveSession local = live.get(id);
    if (local != null && (local.isGone() || !local.isStored())) {
      return local.isGone() ? null : local;
    }
    boolean reverted = local != null && revertedFailedSaves(local);
    deadline.begin();
    try {
      Version known = local == null || reverted ? null : local.version();
      ReadResult result = store.read(id, known, deadline);
      LiveSession found = merged(id, local, known, result, deadline);
      if (found != null) {
        live.hold(found);
      }
      return found;
    } catch (StoreUnavailableException e) {
      if (local != null && reverted) {
        local.saveFailed = true; // what the store holds is still to be learned
      }
      counters.loadsFailed.increment();
      throw e;
    } finally {
      deadline.end();
    }
  }

  /**
   * Writes what changed since the last save, in-place changes included; nothing is sent when
   * nothing did. Of several requests of this node that share the session one saves at a time.
   *
   * @throws UnstorableAttributeException when a value cannot be stored and the policy is to fail
   */
  public SaveResult save(LiveSession session, Deadline deadline, SavePoint point) {
    if (session.isGone()) {
      return SaveResult.GONE;
    }
    if (!session.mayHaveChanged()) {
      return SaveResult.UNCHANGED;
    }
    lockToSave(session, deadline);
    deadline.begin();
    try {
      return saveLocked(session, deadline, point);
    } catch (StoreUnavailableException e) {
      session.saveFailed = true;
      counters.commitsFailed.increment();
      throw e;
    } finally {
      deadline.end();
      session.saving.unlock();
    }
  }

  /**
   * Whether {@link #changeId} to this id is one step wherever the sessions are kept, see {@link
   * SessionStore#mayBecome}; if not, an adapter that can draws again.
   */
  public boolean mayBecome(LiveSession session, String issuedId) {
    return !session.isStored() || store.mayBecome(session.id(), SessionId.ofIssued(issuedId));
  }

  /**
   * Gives the session a new id; the old one is worth nothing afterwards.
   *
   * @throws IllegalStateException when the session has ended, or when another session has the new
   *     id; then this one lives on by the old id
   */
  public void changeId(LiveSession session, String issuedId, Deadline deadline) {
    lock(session, deadline);
    deadline.begin();
    try {
      SessionId old = session.id();
      Version known = session.version();
      if (known == null) {
        session.renamed(issuedId, null, null);
      } else {
        CommitResult result = store.changeId(old, issuedId, known, deadline);
        if (!(result instanceof CommitResult.Committed done)) {
          gone(session);
          throw new IllegalStateException("the session has ended; its id cannot be changed");
        }
        session.renamed(issuedId, done.previous(), done.version());
      }
      live.rename(old, session);
    } finally {
      deadline.end();
      session.saving.unlock();
    }
  }

  /**
   * Ends a session.
   *
   * @return whether the caller has to run the application's listeners; false when the session had
   *     ended already, here or elsewhere
   */
  public boolean invalidate(LiveSession session, Deadline deadline) {
    lock(session, deadline); // a save in progress must not store it afterwards
    deadline.begin();
    boolean won = !session.isGone();
    try {
      if (won && session.isStored()) {
        won = store.invalidate(session.id(), deadline);
      }
      gone(session);
    } finally {
      deadline.end();
      session.saving.unlock();
    }
    if (won) {
      counters.invalidated.increment();
    }
    return won;
  }

  /** The sessions as objects that are not shared by the requests of this node. */
  public SeparateSessions separate() {
    return separate;
  }

  /** This node's object for a session, without asking the store; null when it has none. */
  public @Nullable LiveSession local(SessionId id) {
    return live.get(id);
  }

  /** All sessions that this node has an object for. */
  public Collection<LiveSession> localSessions() {
    return live.all();
  }

  /** How many sessions this node has an object for. */
  public int localCount() {
    return live.size();
  }

  /** What happened so far. */
  public SessionCounters counters() {
    return counters;
  }

  /** Forgets the live sessions, so that nothing of the application's classes stays behind. */
  public void forgetAll() {
    live.clear();
  }

  /** The object of a session that this node claimed, with all that the store has of it. */
  LiveSession claimed(SessionRecord record) {
    LiveSession session =
        live.putIfAbsent(new LiveSession(record.id(), record.metadata(), codec, policy));
    revertedFailedSaves(session);
    session.merge(record, session.version());
    return session;
  }

  /**
   * Takes back what requests that are over could not save. A later one must neither show nor save
   * it: another node may have saved something else meanwhile, and its client was told that.
   *
   * @return whether there may have been something
   */
  static boolean revertedFailedSaves(LiveSession session) {
    return session.saveFailed && session.revert();
  }

  /** A session has ended; nothing of it is saved or found here any more. */
  void gone(LiveSession session) {
    session.markGone();
    live.remove(session);
  }

  /**
   * Accesses sessions on behalf of requests that run for long, so that these do not outlive them.
   */
  void keepBusyAlive(Deadline deadline) {
    for (LiveSession session : live.all()) {
      long interval = session.maxInactive().toNanos();
      long untouched = System.nanoTime() - session.touchedNanos();
      if (interval > 0
          && untouched > interval / 3
          && session.requests() > 0
          && session.isStored()) {
        find(session.id(), deadline);
      }
    }
  }

  private @Nullable LiveSession merged(
      SessionId id,
      @Nullable LiveSession local,
      @Nullable Version known,
      ReadResult result,
      Deadline deadline) {
    if (result instanceof ReadResult.Absent) {
      counters.loadsAbsent.increment();
      if (local != null) {
        absent(id, local, deadline);
      }
      return null;
    }
    if (result instanceof ReadResult.Loaded loaded) {
      counters.loadsChanged.increment();
      return merged(id, loaded.record(), local, known);
    }
    if (local == null || known == null) {
      throw new IllegalStateException("the store answered a difference to nothing");
    }
    if (result instanceof ReadResult.Changed changed) {
      counters.loadsChanged.increment();
      protectChangesHere(local, changed.changed().keySet());
      local.merge(changed, known);
    } else if (result instanceof ReadResult.Unchanged unchanged) {
      counters.loadsUnchanged.increment();
      local.touched(unchanged.lastAccessedAt());
    }
    return local.isGone() ? null : local;
  }

  private @Nullable LiveSession merged(
      SessionId id, SessionRecord record, @Nullable LiveSession local, @Nullable Version known) {
    LiveSession session = local;
    if (session == null) {
      session = live.putIfAbsent(new LiveSession(id, record.metadata(), codec, policy));
    }
    protectChangesHere(session, record.fields().keySet());
    session.merge(record, known);
    return session.isGone() ? null : session;
  }

  /** What a running request of this node changed in place must not be dropped by a merge. */
  private void protectChangesHere(LiveSession session, Set<String> fields) {
    for (Snapshot snapshot : session.handedOut(fields)) {
      if (detector.changedInPlace(snapshot)) {
        session.changedHere(snapshot);
      }
    }
  }

  /** The store has no such id: the session ended, unless this node is just renaming it. */
  private void absent(SessionId id, LiveSession session, Deadline deadline) {
    lock(session, deadline);
    try {
      if (session.id().equals(id)) {
        gone(session);
      }
    } finally {
      session.saving.unlock();
    }
  }

  private SaveResult saveLocked(LiveSession session, Deadline deadline, SavePoint point) {
    if (session.isGone()) {
      return SaveResult.GONE;
    }
    Changes changes = detector.look(session, deadline);
    SaveResult outcome = SaveResult.UNCHANGED;
    if (!session.isStored() || !changes.delta().isEmpty()) {
      outcome = write(session, changes, deadline);
    }
    if (outcome != SaveResult.GONE) {
      session.saveFailed = false; // nothing is left of it
      session.settled(changes);
      if (point == SavePoint.LAST) {
        session.letGo(changes);
      }
    }
    return outcome;
  }

  private SaveResult write(LiveSession session, Changes changes, Deadline deadline) {
    Version known = session.version();
    CommitResult result =
        known == null
            ? created(session, changes, deadline)
            : store.commit(session.id(), known, changes.delta(), deadline);
    if (result instanceof CommitResult.Committed done) {
      session.saved(changes, known == null ? null : done.previous(), done.version());
      counters.commits.increment();
      return SaveResult.SAVED;
    }
    counters.commitsGone.increment();
    gone(session);
    return SaveResult.GONE;
  }

  /** Stores a new session; where another node was first to use the same id, adds to that one. */
  private CommitResult created(LiveSession session, Changes changes, Deadline deadline) {
    CommitResult result = store.create(session.id(), session.metadata(), changes.delta(), deadline);
    if (result instanceof CommitResult.Gone
        && store.read(session.id(), null, deadline) instanceof ReadResult.Loaded other) {
      session.merge(other.record(), null);
      result = store.commit(session.id(), other.record().version(), changes.delta(), deadline);
    }
    return result;
  }

  private static void lockToSave(LiveSession session, Deadline deadline) {
    try {
      lock(session, deadline);
    } catch (StoreUnavailableException e) {
      session.saveFailed = true;
      throw e;
    }
  }

  private static void lock(LiveSession session, Deadline deadline) {
    deadline.begin();
    try {
      if (session.saving.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw deadline.failed(
          new StoreUnavailableException("the request was interrupted while it saved a session", e));
    } finally {
      deadline.end();
    }
    throw deadline.failed(
        new StoreUnavailableException(
            "another request of the same session was still being saved when the request's time"
                + " was over; see requestTimeout"));
  }
}
