package dev.coatcheck.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that remembers whether its last answer came, and tells the operator once when the store
 * is lost and once when it is back. Thread-safe.
 */
public final class WatchedStore implements SessionStore {

  private static final Logger LOG = System.getLogger("dev.coatcheck.session");

  /** What the last command came to. */
  public enum State {
    /** Nothing was asked yet. */
    UNKNOWN,
    /** The store answered. */
    UP,
    /** The store could not be asked or did not answer in time. */
    DOWN
  }

  private final SessionStore store;
  private final String application;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean lost = new AtomicBoolean();

  /** Watches {@code store} for the application of that name. */
  public WatchedStore(SessionStore store, String application) {
    this.store = store;
    this.application = application;
  }

  /** What the last command came to. */
  public State state() {
    return lost.get() ? State.DOWN : asked.get() ? State.UP : State.UNKNOWN;
  }

  @Override
  public ReadResult read(SessionId id, @Nullable Version known, Deadline deadline) {
    return watch(() -> store.read(id, known, deadline));
  }

  @Override
  public CommitResult create(
      SessionId id, SessionMetadata metadata, SessionDelta content, Deadline deadline) {
    return watch(() -> store.create(id, metadata, content, deadline));
  }

  @Override
  public CommitResult commit(SessionId id, Version known, SessionDelta delta, Deadline deadline) {
    return watch(() -> store.commit(id, known, delta, deadline));
  }

  @Override
  public CommitResult changeId(SessionId from, String issuedId, Version known, Deadline deadline) {
    return watch(() -> store.changeId(from, issuedId, known, deadline));
  }

  @Override
  public boolean mayBecome(SessionId from, SessionId to) {
    return store.mayBecome(from, to);
  }

  @Override
  public boolean invalidate(SessionId id, Deadline deadline) {
    return watch(() -> store.invalidate(id, deadline));
  }

  @Override
  public SweepResult sweep(int most, Deadline deadline) {
    return watch(() -> store.sweep(most, deadline));
  }

  @Override
  public void finish(Claim claim, Deadline deadline) {
    watch(
        () -> {
          store.finish(claim, deadline);
          return claim;
        });
  }

  @Override
  public void close() {
    store.close();
  }

  private <T> T watch(Supplier<T> command) {
    T answer;
    try {
      answer = command.get();
    } catch (StoreUnavailableException e) {
      if (!lost.getAndSet(true)) {
        LOG.log(Level.WARNING, "Store lost: " + e.getMessage() + " application=" + application);
        LOG.log(Level.DEBUG, "The cause of the warning above", e);
      }
      throw e;
    }
    if (!asked.get()) {
      asked.set(true);
    }
    if (lost.get() && lost.getAndSet(false)) {
      LOG.log(Level.INFO, "Store is back: application=" + application);
    }
    return answer;
  }
}
