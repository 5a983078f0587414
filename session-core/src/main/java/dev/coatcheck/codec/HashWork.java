package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to hash what one value holds. A set that holds another twice, by way of two
 * more, hashes it twice: a few hundred bytes of sets within sets would keep a processor busy for
 * years. What the application's own classes do in {@code hashCode} is theirs. Confined to a thread.
 */
final class HashWork {

  /** Under a second; no value takes so much unless it shares its parts in many ways. */
  static final long LIMIT = 20_000_000;

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

  /** An object of any kind was read; of what it holds, what was not is not whole yet. */
  void requireHashable(Object read) {
    if (isContainer(read)) {
      long cost = costOfParts(read, part -> known.getOrDefault(part, 1L));
      known.put(read, cost);
      require(cost);
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
    long cost = costOfParts(object, this::cost);
    known.put(object, cost);
    return cost;
  }

  private static long costOfParts(Object container, ToLongFunction<@Nullable Object> costOfPart) {
    Collection<?> parts;
    if (container.getClass().getEnclosingClass() == Collections.class) {
      parts = Innards.of(container).parts(); // what it shows may be the application's
    } else if (container instanceof Map<?, ?> map) {
      List<@Nullable Object> both = new ArrayList<>(map.keySet());
      both.addAll(map.values());
      parts = both;
    } else if (container instanceof Map.Entry<?, ?> entry) {
      parts = Arrays.asList(entry.getKey(), entry.getValue());
    } else if (container instanceof Optional<?> optional) {
      parts = optional.stream().toList();
    } else {
      parts = (Collection<?>) container;
    }
    long cost = 1;
    for (Object part : parts) {
      cost = Math.min(cost + costOfPart.applyAsLong(part), LIMIT + 1);
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
