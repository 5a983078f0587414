package dev.coatcheck.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of one session; the only object through which its requests see and change
 * it. Attributes stay encoded until asked for. There is at most one of it per session and node,
 * shared by concurrent requests. Thread-safe.
 *
 * <p>No code of the application runs under this class's own lock, and none of its methods but
 * those of {@link Sessions} waits for the store.
 */
public final class LiveSession {

  private final AttributeCodec codec;
  private final AttributePolicy policy;
  private final Instant createdAt;

  /** Held for a whole save, from encoding to the store's answer: saves must not overtake. */
  final ReentrantLock saving = new ReentrantLock();

  /** Guards everything below. */
  private final Object lock = new Object();

  private final Map<String, LiveAttribute> fields = new LinkedHashMap<>();
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
    this.codec = codec;
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
      if (!interval.equals(maxInactive)) {
        maxInactive = interval;
        maxInactiveDirty = true;
      }
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
      return decoded(name);
    } catch (UnreadableAttributeException e) {
      policy.unreadable(e);
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
    boolean immutable = codec.isImmutable(value);
    synchronized (lock) {
      field(Field.ofAttribute(name)).set(value, immutable);
    }
    return before;
  }

  /**
   * Removes an attribute.
   *
   * @return the value before, or null when there was none or none that can be read
   */
  public @Nullable Object remove(String name) {
    Object before = before(name);
    synchronized (lock) {
      LiveAttribute attribute = fields.get(Field.ofAttribute(name));
      if (attribute != null && attribute.isPresent()) {
        attribute.remove();
      }
    }
    return before;
  }

  /** The names of all attributes that the application sees; a snapshot. */
  public Set<String> attributeNames() {
    Set<String> names = new LinkedHashSet<>();
    synchronized (lock) {
      fields.forEach(
          (field, attribute) -> {
            if (Field.isAttribute(field) && attribute.isPresent()) {
              names.add(Field.nameOf(field));
            }
          });
    }
    return names;
  }

  /** An adapter's private value, or null. The bytes are shared: do not write to them. */
  public byte @Nullable [] note(String name) {
    synchronized (lock) {
      LiveAttribute note = fields.get(Field.ofNote(name));
      if (note == null || !note.isPresent()) {
        return null;
      }
      return note.value != null ? (byte[]) note.value : note.stored;
    }
  }

  /** Sets an adapter's private value, which is stored as it is, without the codec. */
  public void putNote(String name, byte[] bytes) {
    synchronized (lock) {
      field(Field.ofNote(name)).set(bytes, true);
    }
  }

  /** Removes an adapter's private value. */
  public void removeNote(String name) {
    synchronized (lock) {
      LiveAttribute note = fields.get(Field.ofNote(name));
      if (note != null && note.isPresent()) {
        note.remove();
      }
    }
  }

  /** Whether the store has it; a new session is stored by its first save. */
  public boolean isStored() {
    synchronized (lock) {
      return version != null;
    }
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
      if (gone) {
        return false;
      }
      if (version == null || maxInactiveDirty) {
        return true;
      }
      for (LiveAttribute attribute : fields.values()) {
        if (attribute.mayHaveChanged()) {
          return true;
        }
      }
      return false;
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
    Object made = view();
    if (made == null) {
      made = factory.apply(this);
      synchronized (lock) {
        if (view == null) {
          view = made;
        }
        made = view;
      }
    }
    return made;
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

  /** Bytes of the stored fields, an estimate of what the session weighs in memory. */
  long weight() {
    long bytes = 500;
    synchronized (lock) {
      for (LiveAttribute attribute : fields.values()) {
        byte[] stored = attribute.stored;
        bytes += 100 + (stored == null ? 0 : stored.length);
      }
    }
    return bytes;
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

  /** A read found the version that this node knows. */
  void touched(Instant previousAccess) {
    synchronized (lock) {
      lastAccessedAt = previousAccess;
      touchedNanos = System.nanoTime();
    }
  }

  /** Names of fields that running requests may have changed in place, with their values. */
  List<Snapshot> handedOut(Set<String> names) {
    synchronized (lock) {
      return requests == 0 ? List.of() : snapshots(names);
    }
  }

  /** A field turned out to be changed here: a save must write it, a merge must not undo it. */
  void changedHere(Snapshot snapshot) {
    synchronized (lock) {
      LiveAttribute attribute = snapshot.attribute();
      if (attribute.value == snapshot.value() && !attribute.isDirty()) {
        attribute.writes++;
      }
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
      long counter = news.version().counter();
      news.changed().forEach((name, bytes) -> field(name).merge(bytes, counter, false));
      news.removed().forEach(name -> field(name).merge(null, counter, false));
      if (!maxInactiveDirty) {
        maxInactive = news.maxInactive();
      }
      Version current = version;
      if (current == null || current.equals(known) || counter > current.counter()) {
        version = news.version();
      }
      touched(news.lastAccessedAt());
    }
  }

  /**
   * Takes over a whole image.
   *
   * @param known the version that was current here when the image was asked for
   */
  void merge(SessionRecord image, @Nullable Version known) {
    synchronized (lock) {
      Version current = version;
      long counter = image.version().counter();
      boolean authoritative = current == null || current.equals(known);
      Set<String> unmentioned = new HashSet<>(fields.keySet());
      image
          .fields()
          .forEach(
              (name, bytes) -> {
                unmentioned.remove(name);
                field(name).merge(bytes, counter, authoritative);
              });
      unmentioned.forEach(name -> field(name).merge(null, counter, authoritative));
      if (!maxInactiveDirty) {
        maxInactive = image.metadata().maxInactive();
      }
      if (authoritative || counter > current.counter()) {
        version = image.version();
      }
      touched(image.metadata().lastAccessedAt());
    }
  }

  /** All that a save has to look at. */
  List<Snapshot> candidates() {
    synchronized (lock) {
      return snapshots(fields.keySet());
    }
  }

  @Nullable Duration maxInactiveToSave() {
    synchronized (lock) {
      return maxInactiveDirty ? maxInactive : null;
    }
  }

  /** A save is in the store. */
  void saved(Changes changes, Version from, Version to) {
    synchronized (lock) {
      if (maxInactive.equals(changes.delta().maxInactive()) || version == null) {
        maxInactiveDirty = false;
      }
      changes.written().forEach(w -> w.snapshot().saved(w.bytes(), to.counter()));
      advance(from, to);
      touchedNanos = System.nanoTime();
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

  private void advance(@Nullable Version from, @Nullable Version to) {
    if (version == null || version.equals(from)) {
      version = to;
    }
  }

  private LiveAttribute field(String name) {
    return fields.computeIfAbsent(name, n -> new LiveAttribute());
  }

  private List<Snapshot> snapshots(Set<String> names) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (String name : names) {
      LiveAttribute attribute = fields.get(name);
      if (attribute != null && attribute.mayHaveChanged()) {
        snapshots.add(Snapshot.of(name, attribute));
      }
    }
    return snapshots;
  }

  private @Nullable Object before(String name) {
    try {
      return decoded(name);
    } catch (UnreadableAttributeException e) {
      return null;
    }
  }

  private @Nullable Object decoded(String name) {
    while (true) {
      LiveAttribute attribute;
      byte[] stored;
      synchronized (lock) {
        attribute = fields.get(Field.ofAttribute(name));
        if (attribute == null || !attribute.isPresent()) {
          return null;
        }
        if (attribute.value != null) {
          attribute.handedOut |= !codec.isImmutable(attribute.value);
          return attribute.value;
        }
        stored = attribute.stored;
      }
      if (stored == null) {
        return null;
      }
      AttributeCodec.Decoded decoded = codec.decode(name, stored);
      Object value = decoded.value();
      byte[] image = decoded.repeatable() ? null : imageOf(name, value);
      boolean immutable = codec.isImmutable(value);
      synchronized (lock) {
        if (attribute.value == null && attribute.stored == stored && !attribute.isDirty()) {
          attribute.decoded(value, image, immutable);
        }
      }
    }
  }

  private byte @Nullable [] imageOf(String name, Object value) {
    try {
      return codec.encode(name, value);
    } catch (UnstorableAttributeException e) {
      return null; // the save will meet it again and tell
    }
  }
}
