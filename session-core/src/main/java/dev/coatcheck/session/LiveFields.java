package dev.coatcheck.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and notes of one live session, decoded when first asked for. Thread-safe: guarded
 * by the session's lock, under which no code of the application runs.
 */
final class LiveFields {

  private final Object lock;
  private final AttributeCodec codec;
  private final Map<String, LiveAttribute> fields = new LinkedHashMap<>();

  LiveFields(Object lock, AttributeCodec codec) {
    this.lock = lock;
    this.codec = codec;
  }

  /**
   * An attribute's value, which the caller may change in place from now on.
   *
   * @throws UnreadableAttributeException when it cannot be decoded
   */
  @Nullable Object handOut(String attributeName) {
    while (true) {
      LiveAttribute attribute;
      byte[] stored;
      synchronized (lock) {
        attribute = fields.get(Field.ofAttribute(attributeName));
        if (attribute == null || !attribute.isPresent()) {
          return null;
        }
        if (attribute.value != null) {
          attribute.handedOut |= !codec.isImmutable(attribute.value);
          return attribute.value;
        }
        stored = attribute.stored;
      }
      if (stored != null) {
        decode(attributeName, attribute, stored);
      }
    }
  }

  /** Removes an attribute that could not be decoded, unless it was replaced meanwhile. */
  void dropUnreadable(String attributeName) {
    synchronized (lock) {
      LiveAttribute attribute = fields.get(Field.ofAttribute(attributeName));
      if (attribute != null
          && attribute.unreadable != null
          && attribute.unreadable == attribute.stored
          && attribute.value == null) {
        attribute.remove();
      }
    }
  }

  void set(String field, Object value) {
    boolean immutable = Field.isNote(field) || codec.isImmutable(value);
    synchronized (lock) {
      field(field).set(value, immutable);
    }
  }

  void remove(String field) {
    synchronized (lock) {
      LiveAttribute attribute = fields.get(field);
      if (attribute != null && attribute.isPresent()) {
        attribute.remove();
      }
    }
  }

  byte @Nullable [] note(String name) {
    synchronized (lock) {
      LiveAttribute note = fields.get(Field.ofNote(name));
      if (note == null || !note.isPresent()) {
        return null;
      }
      return note.value != null ? (byte[]) note.value : note.stored;
    }
  }

  Set<String> attributeNames() {
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

  boolean mayHaveChanged() {
    synchronized (lock) {
      return fields.values().stream().anyMatch(LiveAttribute::mayHaveChanged);
    }
  }

  /** Bytes of the stored fields and what an entry costs besides. */
  long weight() {
    long bytes = 0;
    synchronized (lock) {
      for (LiveAttribute attribute : fields.values()) {
        byte[] stored = attribute.stored;
        bytes += 100 + (stored == null ? 0 : stored.length);
      }
    }
    return bytes;
  }

  /** How many bytes the store has of all attributes together. */
  long storedBytes() {
    long bytes = 0;
    synchronized (lock) {
      for (LiveAttribute attribute : fields.values()) {
        byte[] stored = attribute.stored;
        bytes += stored == null ? 0 : stored.length;
      }
    }
    return bytes;
  }

  /** All that a save has to look at. */
  List<Snapshot> candidates() {
    synchronized (lock) {
      return candidates(fields.keySet());
    }
  }

  /** Those of the named fields that a save would have to look at. */
  List<Snapshot> candidates(Set<String> names) {
    List<Snapshot> snapshots = new ArrayList<>();
    synchronized (lock) {
      for (String name : names) {
        LiveAttribute attribute = fields.get(name);
        if (attribute != null && attribute.mayHaveChanged()) {
          snapshots.add(Snapshot.of(name, attribute));
        }
      }
    }
    return snapshots;
  }

  /** Takes over what other nodes changed. */
  void merge(Map<String, byte[]> changed, Set<String> removed, long counter) {
    synchronized (lock) {
      changed.forEach((name, bytes) -> field(name).merge(bytes, counter, false));
      removed.forEach(name -> field(name).merge(null, counter, false));
    }
  }

  /**
   * Takes over a whole image.
   *
   * @param evenIfOlder whether it also replaces what is known of later writes
   */
  void mergeAll(Map<String, byte[]> image, long counter, boolean evenIfOlder) {
    synchronized (lock) {
      Set<String> unmentioned = new HashSet<>(fields.keySet());
      unmentioned.removeAll(image.keySet());
      image.forEach((name, bytes) -> field(name).merge(bytes, counter, evenIfOlder));
      unmentioned.forEach(name -> field(name).merge(null, counter, evenIfOlder));
    }
  }

  /** Goes back to what the store holds. */
  void revert() {
    synchronized (lock) {
      fields.values().forEach(LiveAttribute::revert);
    }
  }

  private LiveAttribute field(String name) {
    return fields.computeIfAbsent(name, n -> new LiveAttribute());
  }

  /** Decodes outside the lock; of two threads the first wins, so that there is one object. */
  private void decode(String name, LiveAttribute attribute, byte[] stored) {
    AttributeCodec.Decoded decoded = read(name, attribute, stored);
    Object value = decoded.value();
    boolean immutable = codec.isImmutable(value);
    byte[] image = immutable || decoded.repeatable() ? null : imageOf(name, value);
    synchronized (lock) {
      if (attribute.value == null && attribute.stored == stored && !attribute.isDirty()) {
        attribute.decoded(value, image, immutable);
      }
    }
  }

  private AttributeCodec.Decoded read(String name, LiveAttribute attribute, byte[] stored) {
    try {
      return codec.decode(name, stored);
    } catch (UnreadableAttributeException e) {
      synchronized (lock) {
        attribute.unreadable = stored;
      }
      throw e;
    }
  }

  private byte @Nullable [] imageOf(String name, Object value) {
    try {
      return codec.encode(name, value);
    } catch (UnstorableAttributeException e) {
      return null; // the next save meets it again and tells
    }
  }
}
