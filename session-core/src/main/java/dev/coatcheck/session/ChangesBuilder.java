package dev.coatcheck.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a save finds. Confined to its thread. */
final class ChangesBuilder {

  private final List<Changes.Encoded> written = new ArrayList<>();
  private final List<Changes.Encoded> unchanged = new ArrayList<>();

  /**
   * A field was found to differ from the store's image.
   *
   * @param bytes null when the store has to drop it
   */
  void changed(Snapshot snapshot, byte @Nullable [] bytes) {
    written.add(new Changes.Encoded(snapshot, bytes));
  }

  /**
   * A field was found as the store has it.
   *
   * @param bytes null when neither has it
   */
  void unchanged(Snapshot snapshot, byte @Nullable [] bytes) {
    unchanged.add(new Changes.Encoded(snapshot, bytes));
  }

  /** By how many bytes the session grows in the store. */
  long growth() {
    return written.stream().mapToLong(ChangesBuilder::growth).sum();
  }

  /** The largest of the attributes that grow; empty when none does. */
  Optional<Changes.Encoded> largestThatGrows() {
    return written.stream()
        .filter(field -> Field.isAttribute(field.snapshot().field()) && growth(field) > 0)
        .max(Comparator.comparing(field -> lengthOf(field.bytes())));
  }

  /** A field is not to be stored after all, and what the store has of it to be dropped. */
  void leaveOut(Changes.Encoded field) {
    written.remove(field);
    if (field.snapshot().stored() == null) {
      unchanged(field.snapshot(), null);
    } else {
      changed(field.snapshot(), null);
    }
  }

  Changes build(@Nullable Duration maxInactive) {
    Map<String, byte[]> puts = new HashMap<>();
    Set<String> removes = new HashSet<>();
    for (Changes.Encoded field : written) {
      byte[] bytes = field.bytes();
      if (bytes == null) {
        removes.add(field.snapshot().field());
      } else {
        puts.put(field.snapshot().field(), bytes);
      }
    }
    return new Changes(new SessionDelta(puts, removes, maxInactive), written, unchanged);
  }

  private static long growth(Changes.Encoded field) {
    return (long) lengthOf(field.bytes()) - lengthOf(field.snapshot().stored());
  }

  private static int lengthOf(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
