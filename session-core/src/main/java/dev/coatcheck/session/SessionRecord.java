package dev.coatcheck.session;

import java.util.Map;

/**
 * The stored image of one session at one version. Immutable by convention: the byte arrays are
 * shared, never written to.
 *
 * @param fields encoded attributes and notes by {@link Field} name
 */
public record SessionRecord(
    SessionId id, SessionMetadata metadata, Version version, Map<String, byte[]> fields) {

  public SessionRecord {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return "SessionRecord[" + id + ", " + fields.size() + " fields]";
  }
}
