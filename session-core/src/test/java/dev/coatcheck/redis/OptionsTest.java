package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  private static final StoreOptions OPTIONS = StoreOptions.of("cc", "shop", "node1");

  /** A brace would end the bucket's, and with it what keeps a bucket in one slot. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "{a}", "a}", "a\n", "\0"})
  void partsOfKeysAreChecked(String part) {
    assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.of(part, "shop", "node1"));
    assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.of("cc", part, "node1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROOT", "a%2Fb", "shop##2", "www.example.org:shop", "ä"})
  void namespacesOfApplicationsAreTaken(String namespace) {
    assertThat(StoreOptions.of("cc", namespace, "node1").namespace()).isEqualTo(namespace);
  }

  @Test
  void timesAreChecked() {
    Duration negative = Duration.ofMillis(-1);

    assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withTouchInterval(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withRetention(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withLease(Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:1", "redis://", "http://h:1", "redis://u:p@h:1", "redis://h:1/2"})
  void addressesAreChecked(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisOptions.server(address))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("u:p"));
  }

  @Test
  void textsShowNoSecrets() {
    assertThat(RedisOptions.server("rediss://h:1", null, "word", 0))
        .hasToString("rediss://h:1 with a password");
    assertThat(RedisOptions.server("redis://h:1")).hasToString("redis://h:1");
    assertThat(RedisOptions.file(Path.of("/c/r.yaml"))).hasToString("file:/c/r.yaml");
  }
}
