package dev.coatcheck.codec;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to hash what one value holds. A set that holds another twice, by way of two
 * more, hashes it twice: a few hundred bytes of sets within sets would keep a processor busy for
 * years. What the application's own classes do in {@code hashCode} is theirs. Confined to a thread.
 */
final class HashWork {

  /** About a second; no value takes so much unless it shares its parts in many ways. */
  static final long LIMIT = 50_000_000;

  private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();
  private long spent;

  /**
   * Keys are about to be hashed.
   *
   * @param step how far it is from one key to the next
   */
  void spend(@Nullable Object[] content, int step) {
    for (int i = 0; i < content.length; i += step) {
      Object key = content[i];
      if (key != null && isContainer(key)) {
        spent += cost(key);
        require(spent);
      }
    }
  }

  /** An object of any kind was read, all that it holds before it. */
  void requireHashable(Object read) {
    if (isContainer(read)) {
      require(cost(read));
    }
  }

  private static void require(long cost) {
    if (cost > LIMIT) {
      throw new UnreadableBytesException(
          "it holds containers within containers that would take too long to hash");
    }
  }

  private long cost(@Nullable Object object) {
    if (object == null || !isContainer(object)) {
      return 1;
    }
    Long before = known.putIfAbsent(object, 1L); // what contains itself is no key
    if (before != null) {
      return before;
    }
    long cost = 1;
    if (object.getClass().getEnclosingClass() == Collections.class) {
      cost += costOfAll(Innards.of(object).parts()); // what it shows may be the application's
    } else if (object instanceof Map<?, ?> map) {
      cost += costOfAll(map.keySet()) + costOfAll(map.values());
    } else if (object instanceof Map.Entry<?, ?> entry) {
      cost += cost(entry.getKey()) + cost(entry.getValue());
    } else if (object instanceof Optional<?> optional) {
      cost += cost(optional.orElse(null));
    } else {
      cost += costOfAll((Collection<?>) object);
    }
    known.put(object, Math.min(cost, LIMIT + 1));
    return cost;
  }

  private long costOfAll(Collection<?> parts) {
    long cost = 0;
    for (Object part : parts) {
      cost = Math.min(cost + cost(part), LIMIT + 1);
    }
    return cost;
  }

  private static boolean isContainer(Object object) {
    return (object instanceof Collection<?>
            || object instanceof Map<?, ?>
            || object instanceof Map.Entry<?, ?>
            || object instanceof Optional<?>)
        && ClassRules.isPlatform(object.getClass());
  }
}
