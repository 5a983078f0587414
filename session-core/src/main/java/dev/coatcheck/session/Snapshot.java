package dev.coatcheck.session;

import org.jspecify.annotations.Nullable;

/**
 * One attribute as a save found it, to be encoded without holding the session's lock. The methods
 * that write to the attribute are called under that lock.
 *
 * @param field the attribute's {@link Field} name
 * @param value what the application sees; null: it was removed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Snapshot(
    String field,
    LiveAttribute attribute,
    @Nullable Object value,
    byte @Nullable [] stored,
    byte @Nullable [] image,
    boolean decodedHere,
    long writes) {

  static Snapshot of(String field, LiveAttribute attribute) {
    return new Snapshot(
        field,
        attribute,
        attribute.value,
        attribute.stored,
        attribute.image,
        attribute.decodedHere,
        attribute.writes);
  }

  void saved(byte @Nullable [] bytes, long counter) {
    attribute.saved(bytes, counter, writes, value);
  }

  void settled(byte @Nullable [] newImage) {
    attribute.settled(newImage, writes, value);
  }

  /** The value is not handed out any more, unless it was set anew since. */
  void letGo() {
    if (attribute.value == value && attribute.writes == writes) {
      attribute.handedOut = false;
    }
  }

  void markDirty() {
    if (attribute.value == value && !attribute.isDirty()) {
      attribute.writes++;
    }
  }

  void keepLocal() {
    if (attribute.value == value) {
      attribute.local = true;
    }
  }
}
