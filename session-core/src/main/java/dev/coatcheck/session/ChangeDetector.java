package dev.coatcheck.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed in a live session, in-place changes included, by encoding what the application
 * may have changed and comparing bytes. Thread-safe.
 */
final class ChangeDetector {

  private static final int ATTEMPTS_WHEN_ALONE = 6;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final AttributeCodec codec;
  private final AttributePolicy policy;

  ChangeDetector(AttributeCodec codec, AttributePolicy policy) {
    this.codec = codec;
    this.policy = policy;
  }

  /**
   * Looks at everything that may have changed.
   *
   * @throws UnstorableAttributeException when a value cannot be stored and the policy is to fail
   * @throws StoreUnavailableException when a value does not hold still until the deadline
   */
  Changes look(LiveSession session, Deadline deadline) {
    ChangesBuilder changes = new ChangesBuilder();
    Duration maxInactive = session.maxInactiveToSave();
    for (Snapshot snapshot : session.candidates()) {
      byte[] bytes = storable(session, snapshot, deadline);
      if (bytes == null ? snapshot.stored() != null : differs(snapshot, bytes)) {
        changes.changed(snapshot, bytes);
      } else {
        changes.unchanged(snapshot, bytes);
      }
    }
    keepWithinLimit(session, changes);
    return changes.build(maxInactive);
  }

  /** Takes fields that make the session too large for unstorable, the largest first. */
  private void keepWithinLimit(LiveSession session, ChangesBuilder changes) {
    long stored = session.storedBytes();
    while (stored + changes.growth() > policy.maxSessionBytes()) {
      Optional<Changes.Encoded> largest = changes.largestThatGrows();
      if (largest.isEmpty()) {
        return; // it was too large before; what gets smaller may be stored
      }
      Snapshot snapshot = largest.get().snapshot();
      policy.unstorable(tooLarge(snapshot));
      session.keepLocal(snapshot);
      changes.leaveOut(largest.get());
    }
  }

  private UnstorableAttributeException tooLarge(Snapshot snapshot) {
    return new UnstorableAttributeException(
        Field.nameOf(snapshot.field()),
        Objects.requireNonNull(snapshot.value()).getClass(),
        "all attributes of its session together would need more than "
            + policy.maxSessionBytes()
            + " bytes; keep less in the session, or raise maxSessionSize",
        null);
  }

  /** Whether a running request changed the value in place; what cannot be told counts as no. */
  boolean changedInPlace(Snapshot snapshot) {
    Object value = snapshot.value();
    if (value == null || snapshot.stored() == null) {
      return false;
    }
    try {
      return differs(snapshot, encode(snapshot.field(), value));
    } catch (ConcurrentModificationException e) {
      return true; // somebody is changing it right now
    } catch (UnstorableAttributeException e) {
      return false;
    }
  }

  /** The bytes to store, or null when there are none: removed, or kept on this node only. */
  private byte @Nullable [] storable(LiveSession session, Snapshot snapshot, Deadline deadline) {
    Object value = snapshot.value();
    if (value == null) {
      return null;
    }
    try {
      return still(session, snapshot, value, deadline);
    } catch (UnstorableAttributeException e) {
      policy.unstorable(e);
      session.keepLocal(snapshot);
      return null;
    }
  }

  /**
   * Encodes a value that may change until two images in a row are equal, so that none is torn by a
   * thread that goes on changing it. As soon as no other request uses the session, only a few
   * attempts are made: some values change by being encoded, and what threads of the application's
   * own still do is saved later.
   */
  private byte[] still(LiveSession session, Snapshot snapshot, Object value, Deadline deadline) {
    if (cannotChange(snapshot.field(), value)) {
      return encode(snapshot.field(), value);
    }
    long pause = FIRST_PAUSE_NANOS;
    byte[] before = null;
    for (int attempt = 1; true; attempt++) {
      byte[] now = encodeUnlessMoving(snapshot.field(), value);
      if (now != null
          && (Arrays.equals(now, before)
              || Arrays.equals(now, snapshot.stored())
              || Arrays.equals(now, snapshot.image())
              || (attempt >= ATTEMPTS_WHEN_ALONE && session.requests() <= 1))) {
        return now;
      }
      if (deadline.remaining().isZero()) {
        throw new StoreUnavailableException(
            "attribute \""
                + Field.nameOf(snapshot.field())
                + "\" kept changing while it was saved; guard its changes with a lock, or raise"
                + " requestTimeout");
      }
      if (before != null || now == null) {
        LockSupport.parkNanos(pause);
        pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
      }
      before = now;
    }
  }

  private boolean cannotChange(String field, Object value) {
    return Field.isNote(field) || codec.isImmutable(value);
  }

  private byte @Nullable [] encodeUnlessMoving(String field, Object value) {
    try {
      return encode(field, value);
    } catch (ConcurrentModificationException e) {
      return null;
    }
  }

  private byte[] encode(String field, Object value) {
    return Field.isNote(field) ? (byte[]) value : codec.encode(Field.nameOf(field), value);
  }

  private boolean differs(Snapshot snapshot, byte[] bytes) {
    byte[] stored = snapshot.stored();
    if (Arrays.equals(bytes, stored)) {
      return false;
    }
    if (snapshot.image() != null) {
      return !Arrays.equals(bytes, snapshot.image());
    }
    return stored == null
        || !snapshot.decodedHere()
        || !Arrays.equals(bytes, reencoded(snapshot.field(), stored));
  }

  /**
   * What the stored bytes look like after a trip through this node: hash tables may come out in
   * another order, and that alone is no change (two nodes would rewrite each other for ever).
   */
  private byte @Nullable [] reencoded(String field, byte[] stored) {
    try {
      return encode(field, codec.decode(Field.nameOf(field), stored).value());
    } catch (UnreadableAttributeException
        | UnstorableAttributeException
        | ConcurrentModificationException e) {
      return null;
    }
  }
}
