package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisProbe;
import java.util.List;
import java.util.Map;

/** What holds for all keys at any time. */
final class KeyRules {

  private KeyRules() {}

  /** Every key is one of the schema's, tells no id, and has an end unless its session has none. */
  static void check(RedisProbe probe, String namespace) {
    for (String key : probe.keys("*")) {
      if (!key.startsWith("cc:" + namespace + ":")) {
        assertThat(key).startsWith("cc:");
        continue;
      }
      String rest = key.substring(("cc:" + namespace + ":").length());
      assertThat(rest)
          .matches("\\{(1?\\d?\\d|2[0-4]\\d|25[0-5])}:(s:[A-Za-z0-9_-]{22}|expiry)|sweepers");
      if (probe.ttlMillis(key) == -1) {
        Map<String, String> hash = probe.hash(key);
        assertThat(hash).containsKey("!h").doesNotContainKey("!d").containsEntry("!x", "0");
        assertThat(Long.parseLong(hash.get("!m"))).isNotPositive();
      }
      if (rest.contains("}:s:")) {
        checkSession(probe, key);
      } else if (rest.endsWith(":expiry")) {
        checkIndex(probe, key);
      }
    }
  }

  /** An index has sessions of its own bucket only. */
  private static void checkIndex(RedisProbe probe, String key) {
    for (Object keyId : (List<?>) probe.command("ZRANGE", key, 0, -1)) {
      String session = key.replaceFirst("expiry$", "s:" + keyId);
      assertThat(probe.hash(session)).as("a session in the index").containsKey("!h");
    }
  }

  /** A session that ends is in the index at its deadline, or at the end of its lease. */
  private static void checkSession(RedisProbe probe, String key) {
    Map<String, String> hash = probe.hash(key);
    String index = key.replaceFirst("s:[^:]*$", "expiry");
    Object score = probe.command("ZSCORE", index, key.substring(key.length() - 22));
    if (!hash.containsKey("!h")) {
      assertThat(hash.keySet()).isSubsetOf("!d", "!f").hasSize(1);
      assertThat(score).as("no trace of an ended session is in the index").isNull();
      assertThat(probe.ttlMillis(key)).isLessThanOrEqualTo(60_000);
    } else if (hash.get("!x").equals("0")) {
      assertThat(score).isNull();
      assertThat(probe.ttlMillis(key)).as("a session that never expires").isEqualTo(-1);
    } else if (!hash.containsKey("!d")) {
      assertThat(score).isEqualTo(hash.get("!x"));
    } else {
      assertThat(score).isNotNull();
    }
    assertThat(List.copyOf(hash.keySet()))
        .allMatch(name -> name.matches("(?s)![vhimlxdf]|!r[0-9a-f]|[@$].*"));
  }
}
