package dev.coatcheck.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether two values are alike: as the sample compares them, which may look at a part only, and by
 * what they encode to after they were decoded, where the codec says that this can be compared.
 */
final class Likeness {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(Likeness.class.getClassLoader(), CodecOptions.DEFAULTS);

  boolean isAlike(Sample sample, Object one, Object other) {
    if (one == other) {
      return true;
    }
    byte[] bytes = codec.encode("a", one);
    if (!codec.decode("a", bytes).repeatable()) {
      return Boolean.TRUE.equals(bySample(sample, one, other));
    }
    return !Boolean.FALSE.equals(bySample(sample, one, other)) && isAlike(bytes, other);
  }

  /** What has no order of its own may come out in another one after each decoding. */
  private boolean isAlike(byte[] bytes, Object other) {
    byte[] expected = settled(bytes);
    byte[] once = settled(codec.encode("a", other));
    return Arrays.equals(once, expected) || Arrays.equals(settled(once), expected);
  }

  private byte[] settled(byte[] bytes) {
    return codec.encode("a", codec.decode("a", bytes).value());
  }

  /** Null when the sample cannot compare what a mutation made of its value, not even to itself. */
  private static @Nullable Boolean bySample(Sample sample, Object one, Object other) {
    try {
      return sample.same().test(one, one) ? sample.same().test(one, other) : null;
    } catch (NullPointerException | ClassCastException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
