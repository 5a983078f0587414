package dev.coatcheck.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisProbe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Redis holds of the only session in it. */
record StoredSession(RedisProbe probe) {

  /** An attribute's bytes; null when it has none. */
  byte @Nullable [] attribute(String name) {
    return field("@" + name);
  }

  /** What changes with each write. */
  byte[] version() {
    return field("!v");
  }

  private byte[] field(String name) {
    List<String> keys = probe.keys("cc:test:*:s:*");
    assertThat(keys).hasSize(1);
    return probe.bytes("HGET", keys.get(0), name);
  }
}
