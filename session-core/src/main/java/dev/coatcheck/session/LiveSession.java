package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of one session; the only object through which its requests see and change
 * it. Attributes stay encoded until asked for. There is at most one of it per session and node,
 * shared by concurrent requests. Thread-safe.
 *
 * <p>No code of the application runs under this class's own lock, and none of its methods waits for
 * the store; what reads and writes the store is {@link Sessions}.
 */
public final class LiveSession {

  private static final long OWN_WEIGHT = 500;

  /** Held for a whole save, from encoding to the store's answer: saves must not overtake. */
  final ReentrantLock saving = new ReentrantLock();

  volatile boolean saveFailed; // a request's client is told that its changes are not saved

  /** Guards everything below. */
  private final Object lock = new Object();

  private final AttributePolicy policy;
  private final LiveFields fields;
  private final Instant createdAt;
  private SessionId id;
  private String issuedId;
  private Instant lastAccessedAt;
  private Duration maxInactive;
  private boolean maxInactiveDirty;
  private @Nullable Version version;
  private boolean gone;
  private int requests;
  private long touchedNanos = System.nanoTime();
  private @Nullable Object view;

  LiveSession(
      SessionId id, SessionMetadata metadata, AttributeCodec codec, AttributePolicy policy) {
    this.id = id;
    this.issuedId = metadata.issuedId();
    this.createdAt = metadata.createdAt();
    this.lastAccessedAt = metadata.lastAccessedAt();
    this.maxInactive = metadata.maxInactive();
    this.fields = new LiveFields(lock, codec);
    this.policy = policy;
  }

  /** The id without a route suffix. */
  public SessionId id() {
    synchronized (lock) {
      return id;
    }
  }

  /** The id literally as the client got it. */
  public String issuedId() {
    synchronized (lock) {
      return issuedId;
    }
  }

  /** When the session was created. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The last access before the current request, to the exactness of the touch interval. */
  public Instant lastAccessedAt() {
    synchronized (lock) {
      return lastAccessedAt;
    }
  }

  /** How long the session lives without an access; zero or negative: for ever. */
  public Duration maxInactive() {
    synchronized (lock) {
      return maxInactive;
    }
  }

  /** Changes how long the session lives without an access; travels with the next save. */
  public void maxInactive(Duration interval) {
    synchronized (lock) {
      maxInactiveDirty |= !interval.equals(maxInactive);
      maxInactive = interval;
    }
  }

  /**
   * An attribute's value, the same object for all requests of this node until another node changes
   * it. In-place changes of it are found at the next save.
   *
   * @return null when there is none
   * @throws UnreadableAttributeException when it cannot be decoded and the policy is to fail
   */
  public @Nullable Object attribute(String name) {
    try {
      return fields.handOut(name);
    } catch (UnreadableAttributeException e) {
      if (policy.unreadable(e)) {
        fields.dropUnreadable(name);
      }
      return null;
    }
  }

  /**
   * Sets an attribute.
   *
   * @return the value before, or null when there was none or none that can be read
   */
  public @Nullable Object put(String name, Object value) {
    Object before = before(name);
    fields.set(Field.ofAttribute(name), value);
    return before;
  }

  /**
   * Removes an attribute.
   *
   * @return the value before, or null when there was none or none that can be read
   */
  public @Nullable Object remove(String name) {
    Object before = before(name);
    fields.remove(Field.ofAttribute(name));
    return before;
  }

  /** The names of all attributes that the application sees; a snapshot. */
  public Set<String> attributeNames() {
    return fields.attributeNames();
  }

  /** An adapter's private value, or null. The bytes are shared: do not write to them. */
  public byte @Nullable [] note(String name) {
    return fields.note(name);
  }

  /** Sets an adapter's private value, which is stored as it is, without the codec. */
  public void putNote(String name, byte[] bytes) {
    fields.set(Field.ofNote(name), bytes);
  }

  /** Removes an adapter's private value. */
  public void removeNote(String name) {
    fields.remove(Field.ofNote(name));
  }

  /** Whether the store has it; a new session is stored by its first save. */
  public boolean isStored() {
    return version() != null;
  }

  /** Whether the session has ended, here or, as far as this node has heard, elsewhere. */
  public boolean isGone() {
    synchronized (lock) {
      return gone;
    }
  }

  /** Notes that the session has ended; nothing of it is saved any more. */
  public void markGone() {
    synchronized (lock) {
      gone = true;
    }
  }

  /** A request began to use the session. */
  public void enter() {
    synchronized (lock) {
      requests++;
    }
  }

  /** A request that entered is over; answers how many others still use the session. */
  public int leave() {
    synchronized (lock) {
      requests = Math.max(0, requests - 1);
      return requests;
    }
  }

  /** How many requests of this node use the session. */
  public int requests() {
    synchronized (lock) {
      return requests;
    }
  }

  /** Whether a save may find something to write; cheap, and true when in doubt. */
  public boolean mayHaveChanged() {
    synchronized (lock) {
      return !gone && (version == null || maxInactiveDirty || fields.mayHaveChanged());
    }
  }

  /** The adapter's own object for this session, or null while it has made none. */
  public @Nullable Object view() {
    synchronized (lock) {
      return view;
    }
  }

  /** The adapter's own object for this session, made on first use; always the same. */
  public Object view(Function<LiveSession, ?> factory) {
    Object current = view();
    if (current != null) {
      return current;
    }
    Object made = factory.apply(this);
    synchronized (lock) {
      if (view == null) {
        view = made;
      }
      return view;
    }
  }

  @Override
  public String toString() {
    return "LiveSession[" + id() + "]";
  }

  // What follows is for Sessions and its parts.

  @Nullable Version version() {
    synchronized (lock) {
      return version;
    }
  }

  long touchedNanos() {
    synchronized (lock) {
      return touchedNanos;
    }
  }

  /** An estimate of what the session weighs in memory, in bytes. */
  long weight() {
    return OWN_WEIGHT + fields.weight();
  }

  SessionMetadata metadata() {
    synchronized (lock) {
      return new SessionMetadata(issuedId, createdAt, lastAccessedAt, maxInactive);
    }
  }

  void renamed(String newIssuedId, @Nullable Version from, @Nullable Version to) {
    synchronized (lock) {
      id = SessionId.ofIssued(newIssuedId);
      issuedId = newIssuedId;
      advance(from, to);
    }
  }

  /** A read counted as an access. */
  void touched(Instant previousAccess) {
    synchronized (lock) {
      lastAccessedAt = previousAccess;
      touchedNanos = System.nanoTime();
    }
  }

  /** Those of the named fields that running requests may have changed in place. */
  List<Snapshot> handedOut(Set<String> names) {
    return requests() == 0 ? List.of() : fields.candidates(names);
  }

  /** A field turned out to be changed here: a save must write it, a merge must not undo it. */
  void changedHere(Snapshot snapshot) {
    synchronized (lock) {
      snapshot.markDirty();
    }
  }

  /** A value that cannot be stored stays on this node, until it is set anew. */
  void keepLocal(Snapshot snapshot) {
    synchronized (lock) {
      snapshot.keepLocal();
    }
  }

  /** Takes over what other nodes changed since {@code known}. */
  void merge(ReadResult.Changed news, Version known) {
    synchronized (lock) {
      fields.merge(news.changed(), news.removed(), news.version().counter());
      mergedAs(news.version(), known, news.maxInactive(), news.lastAccessedAt());
    }
  }

  /** Takes over a whole image that was asked for when {@code known} was current here. */
  void merge(SessionRecord image, @Nullable Version known) {
    synchronized (lock) {
      Version current = version;
      boolean authoritative = current == null || current.equals(known);
      fields.mergeAll(image.fields(), image.version().counter(), authoritative);
      SessionMetadata metadata = image.metadata();
      mergedAs(image.version(), known, metadata.maxInactive(), metadata.lastAccessedAt());
    }
  }

  /** How many bytes the store has of all attributes together. */
  long storedBytes() {
    return fields.storedBytes();
  }

  /** All that a save has to look at. */
  List<Snapshot> candidates() {
    return fields.candidates();
  }

  @Nullable Duration maxInactiveToSave() {
    synchronized (lock) {
      return maxInactiveDirty ? maxInactive : null;
    }
  }

  /** A save is in the store, on top of {@code from}; null when it created the session. */
  void saved(Changes changes, @Nullable Version from, Version to) {
    synchronized (lock) {
      if (maxInactive.equals(changes.delta().maxInactive())) {
        maxInactiveDirty = false;
      }
      changes.written().forEach(w -> w.snapshot().saved(w.bytes(), to.counter()));
      advance(from, to);
      touchedNanos = System.nanoTime();
    }
  }

  /** Goes back to what the store holds, unless a request is at work. */
  boolean revert() {
    synchronized (lock) {
      if (requests > 0) {
        return false;
      }
      saveFailed = false;
      maxInactiveDirty = false;
      fields.revert();
      return true;
    }
  }

  /** What a save looked at and found as the store has it. */
  void settled(Changes changes) {
    synchronized (lock) {
      changes.unchanged().forEach(u -> u.snapshot().settled(u.bytes()));
    }
  }

  /**
   * The request that saved for the last time lets go of what was handed out to it; while others
   * run, they may still change it.
   */
  void letGo(Changes changes) {
    synchronized (lock) {
      if (requests <= 1) {
        changes.looked().forEach(Snapshot::letGo);
      }
    }
  }

  private void mergedAs(
      Version news, @Nullable Version known, Duration foreignMaxInactive, Instant previousAccess) {
    if (!maxInactiveDirty) {
      maxInactive = foreignMaxInactive;
    }
    Version current = version;
    if (current == null || current.equals(known) || news.counter() > current.counter()) {
      version = news;
    }
    touched(previousAccess);
  }

  /** Only a write on top of what is known here leaves nothing unknown in between. */
  private void advance(@Nullable Version from, @Nullable Version to) {
    if (version == null || version.equals(from)) {
      version = to;
    }
  }

  private @Nullable Object before(String name) {
    try {
      return fields.handOut(name);
    } catch (UnreadableAttributeException e) {
      return null;
    }
  }
}
