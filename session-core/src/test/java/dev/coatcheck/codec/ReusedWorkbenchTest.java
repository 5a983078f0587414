package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.io.Output;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a codec learnt from one value must not show in the next. */
class ReusedWorkbenchTest {

  private final KryoAttributeCodec codec =
      KryoAttributeCodec.forApplication(getClass().getClassLoader(), CodecOptions.DEFAULTS);

  record Pair(Object first, Object second) implements Serializable {}

  static final class Bean implements Serializable {
    private static final long serialVersionUID = 1;
    Object part;
    int number = 7;

    @Override
    public String toString() {
      return "Bean " + number + " of " + part;
    }
  }

  @Test
  void classesInAnyOrderAreReadInTurn() {
    List<Object> parts =
        new ArrayList<>(
            List.of(
                new Pair(1, "a"),
                TimeUnit.DAYS,
                new BigDecimal("1.5"),
                EnumSet.of(TimeUnit.DAYS),
                new ArrayList<>(List.of("b")),
                String.class,
                int.class));
    Bean bean = new Bean();
    bean.part = new Pair(TimeUnit.HOURS, 2);
    parts.add(bean);
    List<byte[]> stored = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Collections.rotate(parts, 1);
      stored.add(codec.encode("a", new ArrayList<>(parts)));
      stored.add(codec.encode("a", parts.get(0)));
      shown.add(parts.toString());
      shown.add(parts.get(0).toString());
    }

    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < stored.size(); i++) {
        Object value = codec.decode("a", stored.get(i)).value();
        assertThat(value).hasToString(shown.get(i));
        assertThat(codec.encode("a", value)).isEqualTo(stored.get(i));
      }
    }
  }

  @Test
  void aStringWhoseClassWasNamedIsNoGuessForTheNext() {
    byte[] pair = codec.encode("a", new Pair(null, null));
    Output output = new Output(64);
    output.writeBytes(Envelope.of(Envelope.KRYO));
    output.writeVarInt(1, true); // a class by its name
    output.writeVarInt(0, true); // the first one
    output.writeString("java.lang.String");
    output.writeByte('B');
    output.writeVarInt(1, true); // an object that was not met before
    output.writeString("text");

    for (int round = 0; round < 2; round++) {
      assertThat(codec.decode("a", output.toBytes()).value()).isEqualTo("text");
      assertThat(codec.decode("a", pair).value()).isEqualTo(new Pair(null, null));
    }
  }

  static Stream<BigInteger> integers() {
    return Stream.of(
            0, 1, -1, 10, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 8388607,
            8388608)
        .map(BigInteger::valueOf)
        .flatMap(
            value ->
                Stream.of(
                    value,
                    value.shiftLeft(20),
                    value.shiftLeft(40),
                    value.add(BigInteger.ONE.shiftLeft(62)),
                    value.subtract(BigInteger.ONE.shiftLeft(63)),
                    value.add(BigInteger.TEN.pow(18)),
                    value.subtract(BigInteger.TEN.pow(19)),
                    value.shiftLeft(60)));
  }

  @ParameterizedTest
  @MethodSource("integers")
  void decimalsStandAsTheBytesOfTheirDigits(BigInteger unscaled) {
    for (int scale : new int[] {0, 2, -3, 15, 400, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      BigDecimal decimal = new BigDecimal(unscaled, scale);
      byte[] bytes = codec.encode("a", decimal);
      byte[] digits = unscaled.toByteArray();
      int start = 3 + 2 + decimal.getClass().getName().length() + 1 + 1;

      assertThat(bytes[start]).isEqualTo((byte) digits.length);
      assertThat(Arrays.copyOfRange(bytes, start + 1, start + 1 + digits.length)).isEqualTo(digits);
      assertThat(codec.decode("a", bytes).value()).isEqualTo(decimal);
      Pair two = new Pair(decimal, new BigDecimal(unscaled, scale));
      Pair copy = (Pair) codec.decode("a", codec.encode("a", two)).value();
      assertThat(copy).isEqualTo(two);
      assertThat(copy.first()).isNotSameAs(copy.second());
    }
  }
}
