package dev.coatcheck.config;

import java.time.Duration;

/** {@code auto}, or a duration. */
final class TouchIntervalType implements ValueType<TouchInterval> {

  private static final String AUTO = "auto";

  private final ValueType<Duration> fixed = AmountType.duration(Duration.ZERO, Duration.ofHours(1));

  @Override
  public Parsed<TouchInterval> parse(String text) {
    if (text.equals(AUTO)) {
      return new Parsed.Accepted<>(TouchInterval.AUTO);
    }
    Parsed<Duration> duration = fixed.parse(text);
    if (duration instanceof Parsed.Accepted<Duration> accepted) {
      return new Parsed.Accepted<>(new TouchInterval(accepted.value()));
    }
    Parsed.Refused<Duration> refused = (Parsed.Refused<Duration>) duration;
    return new Parsed.Refused<>(refused.problem(), refused.remedy() + ", or auto");
  }

  @Override
  public String shape() {
    return AUTO + ", or " + fixed.shape();
  }
}
