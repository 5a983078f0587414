package dev.coatcheck.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A kind of value that sessions hold.
 *
 * @param same whether a value that came back is as good as the one that went in; its class is
 *     compared anyway
 */
record Sample(String name, Object value, BiPredicate<Object, Object> same) {

  /** Compared by equals. */
  static Sample of(String name, Object value) {
    return new Sample(name, value, Objects::equals);
  }

  /** Compared by what a function tells of it. */
  @SafeVarargs
  @SuppressWarnings({"unchecked", "varargs"})
  static <T> Sample by(String name, T value, Function<T, Object>... aspects) {
    return new Sample(
        name,
        value,
        (in, out) ->
            Arrays.stream(aspects)
                .allMatch(a -> Objects.deepEquals(a.apply((T) in), a.apply((T) out))));
  }

  /** An array, compared in depth. */
  static Sample array(String name, Object value) {
    return new Sample(name, value, Objects::deepEquals);
  }

  /** A collection, compared by its elements in their order. */
  static Sample inOrder(String name, Iterable<?> value) {
    return by(name, value, Sample::elements);
  }

  static List<Object> elements(Iterable<?> values) {
    List<Object> elements = new java.util.ArrayList<>();
    values.forEach(elements::add);
    return elements;
  }

  @Override
  public String toString() {
    return name;
  }
}
