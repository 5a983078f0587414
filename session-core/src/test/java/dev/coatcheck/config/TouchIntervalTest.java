package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TouchIntervalTest {

  private final TouchIntervalType type = new TouchIntervalType();

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
