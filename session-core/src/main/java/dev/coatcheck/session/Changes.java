package dev.coatcheck.session;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a save found when it looked at a live session.
 *
 * @param written what must be written, and the bytes
 * @param unchanged what equals the store's image, and the bytes it encoded to
 */
record Changes(SessionDelta delta, List<Encoded> written, List<Encoded> unchanged) {

  /**
   * One attribute, looked at.
   *
   * @param bytes what it encodes to; null: it is not there, or not to be stored
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Encoded(Snapshot snapshot, byte @Nullable [] bytes) {}

  Stream<Snapshot> looked() {
    return Stream.concat(written.stream(), unchanged.stream()).map(Encoded::snapshot);
  }
}
