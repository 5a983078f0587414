package dev.coatcheck.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One attribute or note of a {@link LiveSession}: what the store holds and what the application
 * sees. Not thread-safe: guarded by the session's lock.
 */
final class LiveAttribute {

  /** What the store held after the write numbered {@link #storedAt}; null: nothing. */
  byte @Nullable [] stored;

  /** Counter of the version that {@link #stored} belongs to; older news must not undo it. */
  long storedAt = Long.MIN_VALUE;

  /** What the application sees; null while it is still encoded, and when there is nothing. */
  @Nullable Object value;

  /**
   * What {@link #value} encoded to when it was known to equal {@link #stored}; null while unknown.
   * The two can differ in the order of a hash table only.
   */
  byte @Nullable [] image;

  /** Whether {@link #value} was decoded from {@link #stored} rather than set. */
  boolean decodedHere;

  /** The {@link #stored} bytes that were found to be unreadable here; null when none were. */
  byte @Nullable [] unreadable;

  /** Whether the application may hold a reference to {@link #value} through which it can change. */
  boolean handedOut;

  /** Whether the value exists on this node only, because it cannot be stored. */
  boolean local;

  /** How often the attribute was set or removed here. */
  long writes;

  /** The value of {@link #writes} at the last save. */
  long savedWrites;

  /** Whether it was set or removed here since the last save. */
  boolean isDirty() {
    return writes != savedWrites;
  }

  /** Whether the application sees the attribute. */
  boolean isPresent() {
    return value != null || (stored != null && !isDirty());
  }

  /** Whether a save has to look at it. */
  boolean mayHaveChanged() {
    return isDirty() || (handedOut && value != null && !local);
  }

  void set(Object newValue, boolean immutable) {
    if (newValue != value) {
      decodedHere = false;
      image = null;
      local = false;
    }
    value = newValue;
    handedOut = !immutable;
    writes++;
  }

  void remove() {
    value = null;
    image = null;
    decodedHere = false;
    handedOut = false;
    local = false;
    writes++;
  }

  void decoded(Object newValue, byte @Nullable [] newImage, boolean immutable) {
    value = newValue;
    image = newImage;
    decodedHere = true;
    handedOut = !immutable;
  }

  /** Goes back to what the store holds. */
  void revert() {
    if (mayHaveChanged() && !local) {
      value = null;
      image = null;
      decodedHere = false;
      handedOut = false;
      savedWrites = writes;
    }
  }

  /** Takes over what another node wrote, unless it is older than what is known or changed here. */
  void merge(byte @Nullable [] foreign, long counter, boolean evenIfOlder) {
    if (counter <= storedAt && !evenIfOlder) {
      return;
    }
    storedAt = counter;
    if (Arrays.equals(foreign, stored)) {
      return;
    }
    stored = foreign;
    image = null;
    decodedHere = false;
    if (!isDirty()) {
      value = null;
      handedOut = false;
      local = false;
    }
  }

  /** Notes that the store now holds {@code bytes} (null: nothing) as of a save's snapshot. */
  void saved(
      byte @Nullable [] bytes,
      long counter,
      long writesOfSnapshot,
      @Nullable Object snapshotValue) {
    stored = bytes;
    storedAt = counter;
    settled(bytes, writesOfSnapshot, snapshotValue);
  }

  /** Notes that a save's snapshot was found equal to what the store holds. */
  void settled(byte @Nullable [] newImage, long writesOfSnapshot, @Nullable Object snapshotValue) {
    savedWrites = Math.max(savedWrites, writesOfSnapshot);
    image = value == snapshotValue ? newImage : null;
  }
}
