package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.session.SessionId;
import dev.coatcheck.session.SessionRecord;
import dev.coatcheck.session.StoreUnavailableException;
import dev.coatcheck.session.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordLayoutTest {

  private static final SessionId ID = new SessionId("0123456789abcdef");
  private static final String[] WHOLE = {
    "!h", "1 1700000000000 5:a.1",
    "!v", "7:b.2",
    "!i", "0123456789abcdef.node1",
    "!m", "1800000",
    "!l", "1700000000500",
    "!x", "1700001800500",
    "!r5", "packed",
    "@!v", "an attribute",
    "$login", "a note"
  };

  @Test
  void hashBecomesARecord() {
    SessionRecord record = layout(WHOLE).record(null, null);

    assertThat(record.id()).isEqualTo(ID);
    assertThat(record.version()).isEqualTo(new Version(7, "b.2"));
    assertThat(record.metadata().issuedId()).isEqualTo("0123456789abcdef.node1");
    assertThat(record.metadata().createdAt()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
    assertThat(record.metadata().lastAccessedAt()).isEqualTo(Instant.ofEpochMilli(1700000000500L));
    assertThat(record.metadata().maxInactive()).isEqualTo(Duration.ofMinutes(30));
    assertThat(record.fields()).containsOnlyKeys("@!v", "$login");
  }

  @Test
  void readerKnowsIdAndLastAccessBetter() {
    Instant last = Instant.ofEpochMilli(42);

    SessionRecord record = layout(WHOLE).record(ID, last);

    assertThat(record.id()).isEqualTo(ID);
    assertThat(record.metadata().lastAccessedAt()).isEqualTo(last);
  }

  @Test
  void onlyASessionThatNobodyClaimedIsAlive() {
    assertThat(layout(WHOLE).isAlive()).isTrue();
    assertThat(layout().isAlive()).isFalse();
    assertThat(layout("!f", "key").isAlive()).isFalse();
    assertThat(layout("!d", "tag").isAlive()).isFalse();
    assertThat(layout("!d", "tag").isClaimedBy("tag")).isFalse();
    assertThat(layout("!h", "1 0 1:a", "!d", "tag").isAlive()).isFalse();
    assertThat(layout("!h", "1 0 1:a", "!d", "tag").isClaimedBy("tag")).isTrue();
    assertThat(layout("!h", "1 0 1:a", "!d", "tag").isClaimedBy("other")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "!h, 2 1700000000000 5:a.1",
    "!h, 1 yesterday 5:a.1",
    "!h, 1",
    "!v, seven",
    "!i, no id",
    "!m, soon"
  })
  void whatItDoesNotUnderstandIsRefused(String field, String value) {
    List<String> pairs = new ArrayList<>(List.of(WHOLE));
    pairs.addAll(List.of(field, value));

    assertThatThrownBy(() -> layout(pairs.toArray(String[]::new)).record(null, null))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageNotContaining("0123456789abcdef");
  }

  @Test
  void intervalsAreStoredExactlyWithinReason() {
    assertThat(RecordLayout.millis(Duration.ofMillis(1_234_567))).isEqualTo(1_234_567);
    assertThat(RecordLayout.millis(Duration.ofSeconds(-1))).isEqualTo(-1000);
    assertThat(RecordLayout.millis(Duration.ofSeconds(Long.MAX_VALUE))).isPositive();
    assertThat(RecordLayout.millis(Duration.ofSeconds(Long.MIN_VALUE))).isNegative();
  }

  private static RecordLayout layout(String... pairs) {
    List<Object> parts = new ArrayList<>();
    for (String part : pairs) {
      parts.add(part.getBytes(StandardCharsets.UTF_8));
    }
    return RecordLayout.of(parts);
  }
}
