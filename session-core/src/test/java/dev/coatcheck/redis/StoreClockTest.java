package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StoreClockTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final StoreClock clock = new StoreClock();

  @Test
  void unknownClockRefusesNothing() {
    assertThat(clock.in(SECOND, millis(5))).isGreaterThan(9_000_000_000_000L);
  }

  @Test
  void storeTimeGoesOnWithOurs() {
    clock.told(1_000_000, millis(500));

    assertThat(clock.in(Duration.ZERO, millis(500))).isEqualTo(1_000_000);
    assertThat(clock.in(SECOND, millis(700))).isEqualTo(1_001_200);
  }

  /** An answer that took long on its way back shows a time that is past. */
  @Test
  void slowAnswersDoNotSetItBack() {
    clock.told(1_000_000, millis(500));

    clock.told(1_000_010, millis(3_000));

    assertThat(clock.in(Duration.ZERO, millis(3_000))).isEqualTo(1_002_500);
  }

  @Test
  void fastAnswersSetItForth() {
    clock.told(1_000_000, millis(500));

    clock.told(1_000_100, millis(550));

    assertThat(clock.in(Duration.ZERO, millis(550))).isEqualTo(1_000_100);
  }

  @Test
  void clockThatWasSetBackIsBelievedAfterAWhile() {
    clock.told(1_000_000, millis(0));

    clock.told(400_000, millis(61_000));

    assertThat(clock.in(Duration.ZERO, millis(61_000))).isEqualTo(400_000);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
