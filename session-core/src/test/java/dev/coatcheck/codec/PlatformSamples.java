package dev.coatcheck.codec;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Java's own values that only hold values. */
final class PlatformSamples {

  private PlatformSamples() {}

  static List<Sample> all() throws Exception {
    List<Sample> all = new ArrayList<>();
    addPlain(all);
    addArrays(all);
    addNumbersAndNames(all);
    addTime(all);
    addOldTime(all);
    return all;
  }

  static void addPlain(List<Sample> all) {
    all.add(Sample.of("boolean", true));
    all.add(Sample.of("byte", (byte) -7));
    all.add(Sample.of("short", Short.MIN_VALUE));
    all.add(Sample.of("char", '€'));
    all.add(Sample.of("int", Integer.MIN_VALUE));
    all.add(Sample.of("long", Long.MAX_VALUE));
    all.add(Sample.of("float", Float.MIN_VALUE));
    all.add(Sample.of("double", Double.MIN_VALUE));
    all.add(Sample.of("float, not a number", Float.NaN));
    all.add(Sample.of("double, infinite", Double.NEGATIVE_INFINITY));
    all.add(Sample.of("double, negative zero", -0.0d));
    all.add(Sample.of("empty string", ""));
    all.add(Sample.of("string of one character", "x"));
    all.add(Sample.of("string in ASCII", "a plain name"));
    all.add(Sample.of("string in Latin", "é"));
    all.add(Sample.of("string beyond the BMP", "a😀漢字\u0000é"));
    all.add(Sample.of("string with a lone surrogate", "a\ud83d"));
    all.add(Sample.of("string of 1 MB", "0123456789abcdef".repeat(65_536)));
    all.add(Sample.of("string of 1 MB in Latin", "0123456789abcdeé".repeat(65_536)));
    all.add(
        Sample.by(
            "StringBuilder, empty but large", new StringBuilder(10_000), StringBuilder::toString));
    all.add(Sample.by("StringBuilder", new StringBuilder("bé"), StringBuilder::toString));
    all.add(Sample.by("StringBuffer", new StringBuffer("b"), StringBuffer::toString));
    all.add(Sample.of("enum of the platform", TimeUnit.DAYS));
  }

  static void addArrays(List<Sample> all) {
    all.add(Sample.array("boolean[]", new boolean[] {true, false}));
    all.add(Sample.array("byte[]", new byte[] {1, -1, 0}));
    all.add(Sample.array("byte[] of none", new byte[0]));
    all.add(Sample.array("short[]", new short[] {1, -1}));
    all.add(Sample.array("char[]", new char[] {'a', '€'}));
    all.add(Sample.array("int[]", new int[] {1, -1, Integer.MAX_VALUE}));
    all.add(Sample.array("long[]", new long[] {1, Long.MIN_VALUE}));
    all.add(Sample.array("float[]", new float[] {1.5f}));
    all.add(Sample.array("double[]", new double[] {1.5, Double.NaN}));
    all.add(Sample.array("String[]", new String[] {"a", null, "b"}));
    all.add(Sample.array("Object[]", new Object[] {"a", 1, null, new int[] {1}}));
    all.add(Sample.array("Integer[]", new Integer[] {1, null}));
    all.add(Sample.array("int[][]", new int[][] {{1}, {}, null, {2, 3}}));
    all.add(Sample.array("String[][]", new String[][] {{"a", null}, {}}));
    all.add(Sample.array("Object[][][]", new Object[][][] {{{"a"}, {1}}}));
    all.add(Sample.array("List[]", new List<?>[] {List.of(1)}));
    all.add(Sample.array("enum[]", new TimeUnit[] {TimeUnit.DAYS, null}));
    all.add(Sample.array("Object[] of 100,000", Collections.nCopies(100_000, "x").toArray()));
    all.add(Sample.array("byte[] of 1 MB", new byte[1 << 20]));
  }

  static void addNumbersAndNames(List<Sample> all) throws Exception {
    all.add(Sample.of("BigInteger", new BigInteger("-123456789012345678901234567890")));
    all.add(Sample.of("BigDecimal", new BigDecimal("1234567890.1230")));
    all.add(Sample.of("BigDecimal with a negative scale", new BigDecimal("12E+30")));
    all.add(Sample.of("UUID", new UUID(1L << 63, 42)));
    all.add(Sample.of("URI", URI.create("http://host/a?b=ü#c")));
    all.add(Sample.by("URL", new URL("http://127.0.0.1/a?b"), URL::toExternalForm));
    all.add(
        Sample.by(
            "Pattern",
            Pattern.compile("a(b)*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL),
            Pattern::pattern,
            Pattern::flags));
    all.add(
        Sample.by(
            "Pattern of canonical equivalence",
            Pattern.compile("a\u030a+", Pattern.CANON_EQ),
            Pattern::pattern,
            Pattern::flags,
            pattern -> pattern.matcher("\u00e5").matches()));
    all.add(Sample.of("Locale", Locale.GERMANY));
    all.add(Sample.of("Locale with script", Locale.forLanguageTag("zh-Hant-TW")));
    all.add(
        Sample.of("Locale with extensions", Locale.forLanguageTag("th-TH-u-nu-thai-x-private")));
    all.add(Sample.of("Locale with old variant", new Locale("ja", "JP", "JP")));
    all.add(Sample.of("Locale of no language", new Locale("", "", "odd variant")));
    all.add(Sample.of("Locale.ROOT", Locale.ROOT));
    all.add(Sample.of("Currency", Currency.getInstance("EUR")));
    all.add(Sample.of("Class", String.class));
    all.add(Sample.of("Class of a primitive", int.class));
    all.add(Sample.of("Class of an array", String[][].class));
    all.add(Sample.of("Class of the application", PlatformSamples.class));
    all.add(Sample.of("Charset", StandardCharsets.UTF_8));
    all.add(Sample.of("Charset of another family", Charset.forName("ISO-8859-15")));
    all.add(Sample.of("InetAddress", InetAddress.getByAddress("host", new byte[] {127, 0, 0, 1})));
    all.add(Sample.of("InetAddress of version 6", InetAddress.getByAddress(new byte[16])));
    all.add(
        Sample.of("InetSocketAddress, unresolved", InetSocketAddress.createUnresolved("host", 80)));
    all.add(Sample.of("File", new File("some/file")));
    all.add(Sample.of("Optional", Optional.of("a")));
    all.add(Sample.of("Optional of a list", Optional.of(new ArrayList<>(List.of("a")))));
    all.add(Sample.of("Optional, empty", Optional.empty()));
    all.add(Sample.of("OptionalInt", OptionalInt.of(-3)));
    all.add(Sample.of("OptionalInt, empty", OptionalInt.empty()));
    all.add(Sample.of("OptionalLong", OptionalLong.of(-3)));
    all.add(Sample.of("OptionalLong, empty", OptionalLong.empty()));
    all.add(Sample.of("OptionalDouble", OptionalDouble.of(0.5)));
    all.add(Sample.of("OptionalDouble, empty", OptionalDouble.empty()));
  }

  static void addTime(List<Sample> all) {
    LocalDateTime dateTime = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_999);
    all.add(Sample.of("Duration", Duration.ofSeconds(-5, 3)));
    all.add(Sample.of("Instant", Instant.ofEpochSecond(-12_345_678_901L, 999)));
    all.add(Sample.of("LocalDate", LocalDate.of(-44, 3, 15)));
    all.add(Sample.of("LocalTime", LocalTime.MIDNIGHT));
    all.add(Sample.of("LocalDateTime", dateTime));
    all.add(Sample.of("OffsetTime", OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(-3))));
    all.add(Sample.of("OffsetDateTime", OffsetDateTime.of(dateTime, ZoneOffset.ofHours(5))));
    all.add(Sample.of("ZonedDateTime", ZonedDateTime.of(dateTime, ZoneId.of("Europe/Berlin"))));
    all.add(
        Sample.of(
            "ZonedDateTime in the hour that comes twice",
            ZonedDateTime.ofLocal(
                LocalDateTime.of(2024, 10, 27, 2, 30),
                ZoneId.of("Europe/Berlin"),
                ZoneOffset.ofHours(1))));
    all.add(Sample.of("ZoneId", ZoneId.of("America/New_York")));
    all.add(Sample.of("ZoneId by offset", ZoneId.of("UTC+01:00")));
    all.add(Sample.of("ZoneOffset", ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
    all.add(Sample.of("Year", Year.of(2024)));
    all.add(Sample.of("YearMonth", YearMonth.of(2024, 12)));
    all.add(Sample.of("MonthDay", MonthDay.of(2, 29)));
    all.add(Sample.of("Period", Period.of(-1, 2, 3)));
    all.add(Sample.of("DayOfWeek", DayOfWeek.SUNDAY));
    all.add(Sample.of("Month", Month.MAY));
    all.add(Sample.of("ChronoUnit", ChronoUnit.FOREVER));
    all.add(Sample.of("Clock, fixed", Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"))));
    all.add(Sample.of("HijrahDate", HijrahDate.of(1445, 1, 2)));
    all.add(Sample.of("ThaiBuddhistDate", ThaiBuddhistDate.of(2567, 1, 2)));
    all.add(Sample.of("MinguoDate", MinguoDate.of(113, 1, 2)));
    all.add(Sample.of("JapaneseDate", JapaneseDate.of(2024, 1, 2)));
  }

  static void addOldTime(List<Sample> all) {
    Timestamp timestamp = new Timestamp(-1);
    timestamp.setNanos(999_000_001);
    all.add(Sample.of("Date", new Date(1234567890123L)));
    all.add(Sample.of("sql Date", new java.sql.Date(123456789L)));
    all.add(Sample.of("sql Time", new java.sql.Time(123456789L)));
    all.add(Sample.of("sql Timestamp with nanoseconds", timestamp));
    GregorianCalendar calendar =
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY);
    calendar.setTimeInMillis(1234567890123L);
    calendar.setLenient(false);
    calendar.setFirstDayOfWeek(Calendar.WEDNESDAY);
    calendar.setMinimalDaysInFirstWeek(5);
    calendar.setGregorianChange(new Date(0));
    all.add(Sample.of("GregorianCalendar", calendar));
    all.add(Sample.of("BuddhistCalendar", calendarOf("th-TH-u-ca-buddhist")));
    all.add(Sample.of("JapaneseImperialCalendar", calendarOf("ja-JP-u-ca-japanese")));
    all.add(Sample.of("TimeZone", TimeZone.getTimeZone("Europe/Berlin")));
    TimeZone odd = TimeZone.getTimeZone("Europe/Berlin");
    odd.setRawOffset(1234);
    all.add(
        Sample.by(
            "TimeZone of its own rules",
            odd, // each Java has its own table of the years gone by
            TimeZone::getID,
            zone -> zone.getOffset(1234567890123L),
            TimeZone::getDSTSavings));
    all.add(Sample.of("SimpleTimeZone", new SimpleTimeZone(1000, "odd")));
  }

  private static Calendar calendarOf(String language) {
    Calendar calendar =
        Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.forLanguageTag(language));
    calendar.setTimeInMillis(1234567890123L);
    return calendar;
  }
}
