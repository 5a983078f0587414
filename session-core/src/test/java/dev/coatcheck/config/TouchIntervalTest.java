package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TouchIntervalTest {

  private final TouchIntervalType type = new TouchIntervalType();

  @Test
  void autoIsATwentiethOfTheTimeoutAndAtMostHalfAMinute() {
    assertThat(TouchInterval.AUTO.within(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));
    assertThat(TouchInterval.AUTO.within(Duration.ofMinutes(10))).isEqualTo(Duration.ofSeconds(30));
    assertThat(TouchInterval.AUTO.within(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void autoForASessionThatNeverExpiresIsHalfAMinute() {
    assertThat(TouchInterval.AUTO.within(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
    assertThat(TouchInterval.AUTO.within(Duration.ofSeconds(-1))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aFixedOneHoldsForEverySession() {
    TouchInterval exact = new TouchInterval(Duration.ZERO);

    assertThat(exact.within(Duration.ofHours(1))).isZero();
    assertThat(exact.within(Duration.ZERO)).isZero();
  }

  @Test
  void itIsWrittenAsAutoOrAsADuration() {
    assertThat(type.parse("auto")).isEqualTo(new Parsed.Accepted<>(TouchInterval.AUTO));
    assertThat(type.parse("0s")).isEqualTo(new Parsed.Accepted<>(new TouchInterval(Duration.ZERO)));
    assertThat(type.parse("10s"))
        .isEqualTo(new Parsed.Accepted<>(new TouchInterval(Duration.ofSeconds(10))));
    assertThat(type.parse("5"))
        .isEqualTo(new Parsed.Refused<>("has no unit", "write 5ms or 5s, or auto"));
  }
}
