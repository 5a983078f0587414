package dev.coatcheck.session;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request changed. Immutable by convention: the byte arrays are shared, never written to.
 *
 * @param puts new encoded values by {@link Field} name
 * @param removes names of the fields to drop; none of them is also put
 * @param maxInactive the new maximum inactive interval, or null when it did not change
 */
public record SessionDelta(
    Map<String, byte[]> puts, Set<String> removes, @Nullable Duration maxInactive) {

  public SessionDelta {
    puts = Map.copyOf(puts);
    removes = Set.copyOf(removes);
  }

  /** Whether there is nothing to write. */
  public boolean isEmpty() {
    return puts.isEmpty() && removes.isEmpty() && maxInactive == null;
  }

  @Override
  public String toString() {
    return "SessionDelta[" + puts.size() + " puts, " + removes.size() + " removes]";
  }
}
