package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void whatTheApplicationDoesInBetweenDoesNotCount() {
    Deadline deadline = Deadline.ofRequest(Duration.ofMillis(20));
    long created = System.nanoTime();
    await().until(() -> System.nanoTime() - created > Duration.ofMillis(50).toNanos());

    assertThatCode(deadline::check).doesNotThrowAnyException();
    assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void timeSpentOnTheStoreAddsUp() {
    Deadline deadline = Deadline.ofRequest(Duration.ofHours(1));
    deadline.begin();
    Duration before = deadline.remaining();
    await().until(() -> deadline.remaining().compareTo(before) < 0);
    deadline.end();
    Duration used = deadline.remaining();

    assertThat(used).isLessThan(Duration.ofHours(1)).isEqualTo(deadline.remaining());
  }

  @Test
  void nothingMoreIsSentWhenTimeIsOver() {
    Deadline deadline = Deadline.in(Duration.ZERO);

    assertThatThrownBy(deadline::check)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("requestTimeout");
    assertThat(deadline.failure()).isNotNull();
  }

  @Test
  void theFirstFailureIsTheOneThatStays() {
    Deadline deadline = Deadline.in(Duration.ofHours(1));
    StoreUnavailableException first = new StoreUnavailableException("first");

    assertThat(deadline.failed(first)).isSameAs(first);
    assertThat(deadline.failed(new StoreUnavailableException("second"))).isSameAs(first);
    assertThatThrownBy(deadline::check).isSameAs(first);
  }
}
