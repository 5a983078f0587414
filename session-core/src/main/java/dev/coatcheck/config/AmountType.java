package dev.coatcheck.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number with a unit, within bounds: a duration or a size. A bare number is refused, for
 * nobody can tell whether its author thought of seconds or of milliseconds; only 0 needs no unit.
 */
final class AmountType<T> implements ValueType<T> {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+)\\s*([A-Za-z]*)");

  private static final List<Unit> TIMES =
      List.of(
          new Unit("ms", 1, "msec|msecs|milli|millis|millisecond|milliseconds"),
          new Unit("s", 1_000, "sec|secs|second|seconds"),
          new Unit("m", 60_000, "min|mins|minute|minutes"),
          new Unit("h", 3_600_000, "hr|hrs|hour|hours"),
          new Unit("d", 86_400_000, "day|days"));

  private static final List<Unit> SIZES =
      List.of(
          new Unit("B", 1, "byte|bytes"),
          new Unit("KB", 1L << 10, "k|kib"),
          new Unit("MB", 1L << 20, "m|mib"),
          new Unit("GB", 1L << 30, "g|gib"));

  private final String noun;
  private final List<Unit> units;
  private final long least;
  private final long most;
  private final LongFunction<T> result;

  private AmountType(String noun, List<Unit> units, long least, long most, LongFunction<T> result) {
    this.noun = noun;
    this.units = units;
    this.least = least;
    this.most = most;
    this.result = result;
  }

  /** A duration in ms, s, m, h or d. */
  static AmountType<Duration> duration(Duration least, Duration most) {
    return new AmountType<>(
        "duration", TIMES, least.toMillis(), most.toMillis(), Duration::ofMillis);
  }

  /** A number of bytes, written in B, KB, MB or GB; 1KB is 1024 bytes. */
  static AmountType<Long> size(long leastBytes, long mostBytes) {
    return new AmountType<>("size", SIZES, leastBytes, mostBytes, Long::valueOf);
  }

  @Override
  public Parsed<T> parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      return new Parsed.Refused<>(
          "is not a " + noun, "write a whole number and a unit, such as " + written(most));
    }
    String digits = matcher.group(1);
    String unitName = matcher.group(2);
    if (digits.matches("0+") && unitName.isEmpty()) {
      return within(0);
    }
    if (unitName.isEmpty()) {
      return new Parsed.Refused<>("has no unit", "write " + candidates(digits));
    }
    for (Unit unit : units) {
      if (text.equals(digits + unit.name)) {
        return within(unit.times(digits));
      }
    }
    return new Parsed.Refused<>(
        "is not written with one of the units " + unitNames(),
        "write " + corrected(digits, unitName));
  }

  @Override
  public String shape() {
    return noun + ", " + written(least) + " to " + written(most);
  }

  private Parsed<T> within(long amount) {
    if (amount < least) {
      return new Parsed.Refused<>("is too small", "write " + written(least) + " or more");
    }
    if (amount > most) {
      return new Parsed.Refused<>("is too large", "write " + written(most) + " or less");
    }
    return new Parsed.Accepted<>(result.apply(amount));
  }

  /** What a bare number may have meant: the two smallest units with which it is allowed. */
  private String candidates(String digits) {
    List<String> allowed = new ArrayList<>();
    for (Unit unit : units) {
      long amount = unit.times(digits);
      if (amount >= least && amount <= most && allowed.size() < 2) {
        allowed.add(digits + unit.name);
      }
    }
    return allowed.isEmpty()
        ? written(least) + " to " + written(most)
        : String.join(" or ", allowed);
  }

  private String corrected(String digits, String unitName) {
    String lowerCase = unitName.toLowerCase(Locale.ROOT);
    for (Unit unit : units) {
      if (unit.isMeantBy(lowerCase)) {
        return digits + unit.name;
      }
    }
    return candidates(digits);
  }

  private String unitNames() {
    return String.join(", ", units.stream().map(unit -> unit.name).toList());
  }

  /** The shortest way to write an amount. */
  private String written(long amount) {
    if (amount == 0) {
      return "0";
    }
    Unit best = units.get(0);
    for (Unit unit : units) {
      if (amount % unit.factor == 0) {
        best = unit;
      }
    }
    return amount / best.factor + best.name;
  }

  /**
   * One unit.
   *
   * @param otherNames what people write instead, in lower case, separated by bars
   */
  private record Unit(String name, long factor, String otherNames) {

    boolean isMeantBy(String lowerCase) {
      return lowerCase.equals(name.toLowerCase(Locale.ROOT)) || lowerCase.matches(otherNames);
    }

    /** {@code digits} of this unit; an amount that no long can hold is as good as the largest. */
    long times(String digits) {
      try {
        return Math.multiplyExact(Long.parseLong(digits), factor);
      } catch (NumberFormatException | ArithmeticException tooLarge) {
        return Long.MAX_VALUE;
      }
    }
  }
}
