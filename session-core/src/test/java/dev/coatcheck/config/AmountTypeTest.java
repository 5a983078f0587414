package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTypeTest {

  private final AmountType<Duration> duration =
      AmountType.duration(Duration.ofMillis(100), Duration.ofDays(2));
  private final AmountType<Long> size = AmountType.size(0, 64L << 30);

  @ParameterizedTest
  @CsvSource({
    "100ms, PT0.1S",
    "500ms, PT0.5S",
    "10s, PT10S",
    "30m, PT30M",
    "24h, PT24H",
    "1d, PT24H",
    "007s, PT7S"
  })
  void durationsAreReadWithEveryUnit(String text, Duration meaning) {
    assertThat(duration.parse(text)).isEqualTo(new Parsed.Accepted<>(meaning));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0B, 0", "17B, 17", "4KB, 4096", "64MB, 67108864", "64GB, 68719476736"})
  void sizesAreReadWithEveryUnit(String text, long bytes) {
    assertThat(size.parse(text)).isEqualTo(new Parsed.Accepted<>(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5        | has no unit | write 5s or 5m",
        "1500     | has no unit | write 1500ms or 1500s",
        "99999999 | has no unit | write 99999999ms",
        "999999999999999999999 | has no unit | write 100ms to 2d",
        "5 s      | is not written with one of the units ms, s, m, h, d | write 5s",
        "5S       | is not written with one of the units ms, s, m, h, d | write 5s",
        "5M       | is not written with one of the units ms, s, m, h, d | write 5m",
        "5min     | is not written with one of the units ms, s, m, h, d | write 5m",
        "5weeks   | is not written with one of the units ms, s, m, h, d | write 5s or 5m",
        "PT5S     | is not a duration | write a whole number and a unit, such as 2d",
        "1.5s     | is not a duration | write a whole number and a unit, such as 2d",
        "-5s      | is not a duration | write a whole number and a unit, such as 2d",
        "99ms     | is too small | write 100ms or more",
        "0        | is too small | write 100ms or more",
        "3d       | is too large | write 2d or less",
        "99999999999999999999d | is too large | write 2d or less",
      })
  void otherDurationsAreRefusedWithTheFix(String text, String problem, String remedy) {
    assertThat(duration.parse(text)).isEqualTo(new Parsed.Refused<>(problem, remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64    | has no unit | write 64B or 64KB",
        "64mb  | is not written with one of the units B, KB, MB, GB | write 64MB",
        "64M   | is not written with one of the units B, KB, MB, GB | write 64MB",
        "64MiB | is not written with one of the units B, KB, MB, GB | write 64MB",
        "65GB  | is too large | write 64GB or less",
        "much  | is not a size | write a whole number and a unit, such as 64GB",
      })
  void otherSizesAreRefusedWithTheFix(String text, String problem, String remedy) {
    assertThat(size.parse(text)).isEqualTo(new Parsed.Refused<>(problem, remedy));
  }

  @Test
  void theShapeNamesTheBounds() {
    assertThat(duration.shape()).isEqualTo("duration, 100ms to 2d");
    assertThat(size.shape()).isEqualTo("size, 0 to 64GB");
  }
}
