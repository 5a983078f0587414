package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.sql.Timestamp;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Java's small values, apart from java.time. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // sessions hold them
final class ValueSerializers {

  /** What TimeZone.getTimeZone answers; it has no public name. */
  static final Class<?> ZONE_INFO = TimeZone.getTimeZone("UTC").getClass();

  /** A decimal of fewer digits fits into a long. */
  private static final int LONG_DIGITS = 19;

  /** What BigDecimal keeps at most; it is 10. */
  private static final int MOST_CACHED = 255;

  private ValueSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    addNumbers(all);
    addOptionals(all);
    addNames(all);
    addDates(all);
    addMutable(all);
    addAtomic(all);
    all.put(Class.class, new OfClass());
    all.put(Pattern.class, new OfPattern());
    all.put(TimeZone.class, new OfTimeZone());
    all.put(Locale.class, new OfLocale());
  }

  private static void addNumbers(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        BigInteger.class,
        (output, value) -> writeBytes(output, value.toByteArray()),
        input -> new BigInteger(readBytes(input)));
    put(all, BigDecimal.class, ValueSerializers::writeDecimal, ValueSerializers::readDecimal);
  }

  private static void writeDecimal(Output output, BigDecimal value) {
    if (value.precision() < LONG_DIGITS) {
      // as below, without making a BigInteger
      long unscaled = value.scaleByPowerOfTen(value.scale()).longValue();
      int bits = Long.SIZE - Long.numberOfLeadingZeros(unscaled < 0 ? ~unscaled : unscaled);
      int length = bits / Byte.SIZE + 1;
      output.writeVarInt(length, true);
      output.writeLong(unscaled, length);
    } else {
      writeBytes(output, value.unscaledValue().toByteArray());
    }
    output.writeVarInt(value.scale(), false);
  }

  private static BigDecimal readDecimal(BoundedInput input) {
    int length = input.readCount(1);
    if (length == 0 || length > Long.BYTES) {
      return new BigDecimal(new BigInteger(input.readBytes(length)), input.readVarInt(false));
    }
    long unscaled = input.readLong(length);
    int scale = input.readVarInt(false);
    // of small numbers valueOf gives the same object each time, where two may have been stored
    return unscaled >= 0 && unscaled <= MOST_CACHED
        ? new BigDecimal(BigInteger.valueOf(unscaled), scale)
        : BigDecimal.valueOf(unscaled, scale);
  }

  private static void addOptionals(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        OptionalInt.class,
        (output, value) -> {
          output.writeBoolean(value.isPresent());
          output.writeVarInt(value.orElse(0), false);
        },
        input -> {
          boolean present = input.readBoolean();
          int value = input.readVarInt(false);
          return present ? OptionalInt.of(value) : OptionalInt.empty();
        });
    put(
        all,
        OptionalLong.class,
        (output, value) -> {
          output.writeBoolean(value.isPresent());
          output.writeVarLong(value.orElse(0), false);
        },
        input -> {
          boolean present = input.readBoolean();
          long value = input.readVarLong(false);
          return present ? OptionalLong.of(value) : OptionalLong.empty();
        });
    put(
        all,
        OptionalDouble.class,
        (output, value) -> {
          output.writeBoolean(value.isPresent());
          output.writeDouble(value.orElse(0));
        },
        input -> {
          boolean present = input.readBoolean();
          double value = input.readDouble();
          return present ? OptionalDouble.of(value) : OptionalDouble.empty();
        });
  }

  private static void addNames(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        UUID.class,
        (output, value) -> {
          output.writeLong(value.getMostSignificantBits());
          output.writeLong(value.getLeastSignificantBits());
        },
        input -> new UUID(input.readLong(), input.readLong()));
    put(
        all,
        URI.class,
        (output, value) -> output.writeString(value.toString()),
        input -> URI.create(input.readString()));
    put(
        all,
        Currency.class,
        (output, value) -> output.writeString(value.getCurrencyCode()),
        input -> Currency.getInstance(input.readString()));
    put(
        all,
        Charset.class,
        (output, value) -> output.writeString(value.name()),
        input -> Charset.forName(input.readString()));
  }

  private static void addDates(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        Date.class,
        (output, value) -> output.writeLong(value.getTime()),
        input -> new Date(input.readLong()));
    put(
        all,
        java.sql.Date.class,
        (output, value) -> output.writeLong(value.getTime()),
        input -> new java.sql.Date(input.readLong()));
    put(
        all,
        java.sql.Time.class,
        (output, value) -> output.writeLong(value.getTime()),
        input -> new java.sql.Time(input.readLong()));
    put(
        all,
        Timestamp.class,
        (output, value) -> {
          output.writeLong(value.getTime());
          output.writeVarInt(value.getNanos(), true);
        },
        input -> {
          Timestamp timestamp = new Timestamp(input.readLong());
          timestamp.setNanos(input.readVarInt(true));
          return timestamp;
        });
  }

  private static void addMutable(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        StringBuilder.class,
        (output, value) -> output.writeString(value.toString()),
        input -> new StringBuilder(input.readString()));
    put(
        all,
        StringBuffer.class,
        (output, value) -> output.writeString(value.toString()),
        input -> new StringBuffer(input.readString()));
    put(
        all,
        BitSet.class,
        (output, value) -> {
          long[] words = value.toLongArray();
          output.writeVarInt(words.length, true);
          output.writeLongs(words, 0, words.length, false);
        },
        input -> BitSet.valueOf(input.readLongs(input.readCount(1), false)));
  }

  private static void addAtomic(Map<Class<?>, Serializer<?>> all) {
    put(
        all,
        AtomicInteger.class,
        (output, value) -> output.writeVarInt(value.get(), false),
        input -> new AtomicInteger(input.readVarInt(false)));
    put(
        all,
        AtomicLong.class,
        (output, value) -> output.writeVarLong(value.get(), false),
        input -> new AtomicLong(input.readVarLong(false)));
    put(
        all,
        AtomicBoolean.class,
        (output, value) -> output.writeBoolean(value.get()),
        input -> new AtomicBoolean(input.readBoolean()));
  }

  private static <T> void put(
      Map<Class<?>, Serializer<?>> all,
      Class<T> type,
      BiConsumer<Output, T> writer,
      Function<BoundedInput, T> reader) {
    all.put(type, new ValueSerializer<>(writer, reader));
  }

  private static void writeBytes(Output output, byte[] bytes) {
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  private static byte[] readBytes(BoundedInput input) {
    return input.readBytes(input.readCount(1));
  }

  /** A class by its name, found as the application finds it. */
  private static final class OfClass extends AttributeSerializer<Class<?>> {

    @Override
    void write(GraphKryo kryo, Output output, Class<?> value) {
      if (value.isHidden() || Proxy.isProxyClass(value)) {
        throw new UnstorableGraphException(
            "class " + value.getName() + " is hidden: no other node can find it");
      }
      String refusal = kryo.jdk().applicationClasses().gate().refusal(value);
      if (refusal != null) {
        throw new UnstorableGraphException(refusal);
      }
      output.writeString(value.getName());
    }

    @Override
    Class<?> read(GraphKryo kryo, BoundedInput input, Class<? extends Class<?>> type) {
      return kryo.jdk().applicationClasses().load(input.readString());
    }
  }

  /**
   * A pattern by its text where compiling that is cheap, else through Java's serialization, which
   * compiles it when it is used first.
   */
  private static final class OfPattern extends AttributeSerializer<Pattern> {

    private static final int LONGEST = 4096;

    private final LeafSerializer leaf = new LeafSerializer();

    @Override
    void write(GraphKryo kryo, Output output, Pattern value) {
      boolean cheap = isCheap(value.pattern(), value.flags());
      output.writeBoolean(cheap);
      if (cheap) {
        output.writeString(value.pattern());
        output.writeVarInt(value.flags(), true);
      } else {
        leaf.write(kryo, output, value);
      }
    }

    @Override
    Pattern read(GraphKryo kryo, BoundedInput input, Class<? extends Pattern> type) {
      if (!input.readBoolean()) {
        return (Pattern) leaf.read(kryo, input, type);
      }
      String pattern = input.readString();
      int flags = input.readVarInt(true);
      if (!isCheap(pattern, flags)) {
        throw new UnreadableBytesException("a pattern is stored that is too costly to compile");
      }
      return Pattern.compile(pattern, flags);
    }

    /**
     * Canonical equivalence makes all orders of adjacent accents, hundreds of megabytes of them.
     */
    private static boolean isCheap(String pattern, int flags) {
      return pattern.length() <= LONGEST && (flags & Pattern.CANON_EQ) == 0;
    }
  }

  /** A zone by its id where that says it all, else through Java's serialization. */
  private static final class OfTimeZone extends AttributeSerializer<TimeZone> {

    private final LeafSerializer leaf = new LeafSerializer();

    @Override
    void write(GraphKryo kryo, Output output, TimeZone value) {
      boolean known = value.equals(TimeZone.getTimeZone(value.getID()));
      output.writeBoolean(known);
      if (known) {
        output.writeString(value.getID());
      } else {
        leaf.write(kryo, output, value);
      }
    }

    @Override
    TimeZone read(GraphKryo kryo, BoundedInput input, Class<? extends TimeZone> type) {
      if (!input.readBoolean()) {
        return (TimeZone) leaf.read(kryo, input, type);
      }
      String id = input.readString();
      TimeZone zone = TimeZone.getTimeZone(id);
      if (!zone.getID().equals(id)) { // Java answers GMT for what it does not know
        throw new UnreadableBytesException("a time zone is stored that this Java does not know");
      }
      return zone;
    }
  }

  /** A locale by its parts where they make it again, else through Java's serialization. */
  private static final class OfLocale extends AttributeSerializer<Locale> {

    private final LeafSerializer leaf = new LeafSerializer();

    @Override
    void write(GraphKryo kryo, Output output, Locale value) {
      String tag = value.toLanguageTag();
      boolean known = value.equals(Locale.forLanguageTag(tag));
      output.writeBoolean(known);
      if (known) {
        output.writeString(tag);
      } else {
        leaf.write(kryo, output, value);
      }
    }

    @Override
    Locale read(GraphKryo kryo, BoundedInput input, Class<? extends Locale> type) {
      return input.readBoolean()
          ? Locale.forLanguageTag(input.readString())
          : (Locale) leaf.read(kryo, input, type);
    }
  }
}
