package dev.coatcheck.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another value of the same kind. */
final class OtherValues {

  private OtherValues() {}

  /** A changed copy of the sample's value, or of what cannot be changed another one. */
  static Sample of(Sample sample, List<Mutation> mutations) {
    Object other = than(sample.value());
    if (mutations.isEmpty()) {
      return Sample.of("other", other == null ? "other than a " + sample : other);
    }
    KryoAttributeCodec codec =
        KryoAttributeCodec.forApplication(
            OtherValues.class.getClassLoader(), CodecOptions.DEFAULTS);
    Object copy = codec.decode("a", codec.encode("a", sample.value())).value();
    mutations.get(0).apply(copy);
    return new Sample("other", copy, sample.same());
  }

  /** Another simple value; null when there is no such rule. */
  static @Nullable Object than(@Nullable Object value) {
    if (value == null) {
      return "was null";
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Enum<?> constant) {
      return constant(constant);
    }
    if (value instanceof String text) {
      return text + "!";
    }
    if (value instanceof Boolean bool) {
      return !bool;
    }
    if (value instanceof Character letter) {
      return (char) (letter + 1);
    }
    if (value instanceof List<?> list) {
      List<Object> longer = new ArrayList<>(list);
      longer.add("more");
      return longer;
    }
    return null;
  }

  private static @Nullable Object number(Number number) {
    if (number instanceof Integer n) {
      return n + 1;
    }
    if (number instanceof Long n) {
      return n + 1;
    }
    if (number instanceof Short n) {
      return (short) (n + 1);
    }
    if (number instanceof Byte n) {
      return (byte) (n + 1);
    }
    if (number instanceof Float n) {
      return n.isNaN() ? 1f : n * 2 + 1;
    }
    if (number instanceof Double n) {
      return n.isNaN() ? 1d : n * 2 + 1;
    }
    if (number instanceof BigInteger n) {
      return n.add(BigInteger.ONE);
    }
    return number instanceof BigDecimal n ? n.add(BigDecimal.ONE) : null;
  }

  private static @Nullable Object constant(Enum<?> constant) {
    Object[] constants = constant.getDeclaringClass().getEnumConstants();
    return constants[(constant.ordinal() + 1) % constants.length];
  }
}
