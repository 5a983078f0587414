package dev.coatcheck.codec;

import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The values of java.time. */
final class TimeSerializers {

  private static final Map<Class<?>, Serializer<?>> ALL = new HashMap<>();

  static {
    put(
        Duration.class,
        (output, value) -> writeSeconds(output, value.getSeconds(), value.getNano()),
        input -> Duration.ofSeconds(input.readVarLong(false), input.readVarInt(true)));
    put(
        Instant.class,
        (output, value) -> writeSeconds(output, value.getEpochSecond(), value.getNano()),
        input -> Instant.ofEpochSecond(input.readVarLong(false), input.readVarInt(true)));
    put(LocalDate.class, TimeSerializers::writeDate, TimeSerializers::readDate);
    put(LocalTime.class, TimeSerializers::writeTime, TimeSerializers::readTime);
    put(LocalDateTime.class, TimeSerializers::writeDateTime, TimeSerializers::readDateTime);
    put(
        OffsetTime.class,
        (output, value) -> {
          writeTime(output, value.toLocalTime());
          writeOffset(output, value.getOffset());
        },
        input -> OffsetTime.of(readTime(input), readOffset(input)));
    put(
        OffsetDateTime.class,
        (output, value) -> {
          writeDateTime(output, value.toLocalDateTime());
          writeOffset(output, value.getOffset());
        },
        input -> OffsetDateTime.of(readDateTime(input), readOffset(input)));
    put(
        ZonedDateTime.class,
        (output, value) -> {
          writeDateTime(output, value.toLocalDateTime());
          writeOffset(output, value.getOffset());
          output.writeString(value.getZone().getId());
        },
        input ->
            ZonedDateTime.ofInstant(
                readDateTime(input), readOffset(input), ZoneId.of(input.readString())));
    put(
        ZoneId.class,
        (output, value) -> output.writeString(value.getId()),
        input -> ZoneId.of(input.readString()));
    put(
        Year.class,
        (output, value) -> output.writeVarInt(value.getValue(), false),
        input -> Year.of(input.readVarInt(false)));
    put(
        YearMonth.class,
        (output, value) -> {
          output.writeVarInt(value.getYear(), false);
          output.writeByte(value.getMonthValue());
        },
        input -> YearMonth.of(input.readVarInt(false), input.readByte()));
    put(
        MonthDay.class,
        (output, value) -> {
          output.writeByte(value.getMonthValue());
          output.writeByte(value.getDayOfMonth());
        },
        input -> MonthDay.of(input.readByte(), input.readByte()));
    put(
        Period.class,
        (output, value) -> {
          output.writeVarInt(value.getYears(), false);
          output.writeVarInt(value.getMonths(), false);
          output.writeVarInt(value.getDays(), false);
        },
        input ->
            Period.of(input.readVarInt(false), input.readVarInt(false), input.readVarInt(false)));
  }

  private TimeSerializers() {}

  static void addTo(Map<Class<?>, Serializer<?>> all) {
    all.putAll(ALL);
  }

  static Set<Class<?>> types() {
    return ALL.keySet();
  }

  private static <T> void put(
      Class<T> type, BiConsumer<Output, T> writer, Function<BoundedInput, T> reader) {
    ALL.put(type, new ValueSerializer<>(writer, reader));
  }

  private static void writeSeconds(Output output, long seconds, int nanos) {
    output.writeVarLong(seconds, false);
    output.writeVarInt(nanos, true);
  }

  private static void writeDate(Output output, LocalDate date) {
    output.writeVarLong(date.toEpochDay(), false);
  }

  private static LocalDate readDate(BoundedInput input) {
    return LocalDate.ofEpochDay(input.readVarLong(false));
  }

  private static void writeTime(Output output, LocalTime time) {
    output.writeVarLong(time.toNanoOfDay(), true);
  }

  private static LocalTime readTime(BoundedInput input) {
    return LocalTime.ofNanoOfDay(input.readVarLong(true));
  }

  private static void writeDateTime(Output output, LocalDateTime dateTime) {
    writeDate(output, dateTime.toLocalDate());
    writeTime(output, dateTime.toLocalTime());
  }

  private static LocalDateTime readDateTime(BoundedInput input) {
    return LocalDateTime.of(readDate(input), readTime(input));
  }

  private static void writeOffset(Output output, ZoneOffset offset) {
    output.writeVarInt(offset.getTotalSeconds(), false);
  }

  private static ZoneOffset readOffset(BoundedInput input) {
    return ZoneOffset.ofTotalSeconds(input.readVarInt(false));
  }
}
