package dev.coatcheck.codec;

import dev.coatcheck.session.Claim;
import dev.coatcheck.session.CommitResult;
import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.Field;
import dev.coatcheck.session.ReadResult;
import dev.coatcheck.session.SessionDelta;
import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionMetadata;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.SessionStore;
import dev.coatcheck.session.SweepResult;
import dev.coatcheck.session.Version;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps large attributes compressed. Nodes see them as the codec made them, so that
 * what is compared does not depend on a node's compressor or on whether it compresses at all.
 * Thread-safe.
 */
public final class CompressingStore implements SessionStore {

  private final SessionStore store;
  private final int threshold;
  private final int maxBytes;

  /**
   * Wraps {@code store}.
   *
   * @param threshold encoded attributes of more bytes are compressed
   * @param maxBytes the most bytes that an attribute may have when inflated
   */
  public CompressingStore(SessionStore store, int threshold, int maxBytes) {
    this.store = store;
    this.threshold = threshold;
    this.maxBytes = maxBytes;
  }

  @Override
  public ReadResult read(SessionId id, @Nullable Version known, Deadline deadline) {
    ReadResult result = store.read(id, known, deadline);
    if (result instanceof ReadResult.Loaded loaded) {
      return new ReadResult.Loaded(inflated(loaded.record()));
    }
    if (result instanceof ReadResult.Changed changed) {
      return new ReadResult.Changed(
          changed.version(),
          changed.lastAccessedAt(),
          changed.maxInactive(),
          inflated(changed.changed()),
          changed.removed());
    }
    return result;
  }

  @Override
  public CommitResult create(
      SessionId id, SessionMetadata metadata, SessionDelta content, Deadline deadline) {
    return store.create(id, metadata, deflated(content), deadline);
  }

  @Override
  public CommitResult commit(SessionId id, Version known, SessionDelta delta, Deadline deadline) {
    return store.commit(id, known, deflated(delta), deadline);
  }

  @Override
  public CommitResult changeId(SessionId from, String issuedId, Version known, Deadline deadline) {
    return store.changeId(from, issuedId, known, deadline);
  }

  @Override
  public boolean mayBecome(SessionId from, SessionId to) {
    return store.mayBecome(from, to);
  }

  @Override
  public boolean invalidate(SessionId id, Deadline deadline) {
    return store.invalidate(id, deadline);
  }

  @Override
  public SweepResult sweep(int most, Deadline deadline) {
    SweepResult result = store.sweep(most, deadline);
    return new SweepResult(
        result.claims().stream()
            .map(claim -> new Claim(inflated(claim.record()), claim.tag()))
            .toList(),
        result.moreDue(),
        result.lag(),
        result.sweepers());
  }

  @Override
  public void finish(Claim claim, Deadline deadline) {
    store.finish(claim, deadline);
  }

  @Override
  public void close() {
    store.close();
  }

  private SessionDelta deflated(SessionDelta delta) {
    if (delta.puts().values().stream().noneMatch(bytes -> bytes.length > threshold)) {
      return delta;
    }
    Map<String, byte[]> puts = new HashMap<>(delta.puts());
    puts.replaceAll(
        (field, bytes) ->
            Field.isAttribute(field) && bytes.length > threshold
                ? Compression.deflated(bytes)
                : bytes);
    return new SessionDelta(puts, delta.removes(), delta.maxInactive());
  }

  private SessionRecord inflated(SessionRecord record) {
    Map<String, byte[]> fields = inflated(record.fields());
    return fields == record.fields()
        ? record
        : new SessionRecord(record.id(), record.metadata(), record.version(), fields);
  }

  private Map<String, byte[]> inflated(Map<String, byte[]> fields) {
    if (fields.entrySet().stream().noneMatch(CompressingStore::isCompressed)) {
      return fields;
    }
    Map<String, byte[]> inflated = new HashMap<>(fields);
    inflated.entrySet().stream()
        .filter(CompressingStore::isCompressed)
        .forEach(entry -> entry.setValue(inflatedOrNot(entry.getValue())));
    return inflated;
  }

  /** Damaged bytes stay as they are: the codec meets them when the attribute is asked for. */
  private byte[] inflatedOrNot(byte[] bytes) {
    try {
      return Compression.inflated(bytes, maxBytes);
    } catch (UnreadableBytesException e) {
      return bytes;
    }
  }

  private static boolean isCompressed(Map.Entry<String, byte[]> field) {
    return Field.isAttribute(field.getKey()) && Envelope.isCompressed(field.getValue());
  }
}
