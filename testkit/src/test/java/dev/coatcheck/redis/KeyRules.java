package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisCluster;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What holds for all keys at any time. */
final class KeyRules {

  private static final Duration TRACE = Duration.ofMinutes(1);

  private KeyRules() {}

  /** Every key is one of the schema's, tells no id, and has an end unless its session has none. */
  static void check(RedisProbe probe, String namespace) {
    check(probe, namespace, TRACE);
  }

  /** Where ids change in steps, a forward may be wanted as long as its session lives. */
  static void checkCluster(RedisCluster cluster, String namespace) {
    for (RedisServer master : cluster.masters()) {
      try (RedisProbe probe = master.probe()) {
        check(probe, namespace, Duration.ofDays(2));
      }
    }
  }

  private static void check(RedisProbe probe, String namespace, Duration forward) {
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
        checkSession(probe, key, forward);
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
  private static void checkSession(RedisProbe probe, String key, Duration forward) {
    Map<String, String> hash = probe.hash(key);
    String index = key.replaceFirst("s:[^:]*$", "expiry");
    Object score = probe.command("ZSCORE", index, key.substring(key.length() - 22));
    if (!hash.containsKey("!h")) {
      assertThat(hash.keySet()).isSubsetOf("!d", "!f").hasSize(1);
      assertThat(score).as("no trace of an ended session is in the index").isNull();
      boolean far = hash.getOrDefault("!f", "").contains(":");
      assertThat(probe.ttlMillis(key)).isLessThanOrEqualTo((far ? forward : TRACE).toMillis());
    } else if (hash.get("!x").equals("0")) {
      assertThat(score).isNull();
      assertThat(probe.ttlMillis(key)).as("a session that never expires").isEqualTo(-1);
    } else if (!hash.containsKey("!d")) {
      assertThat(score).isEqualTo(hash.get("!x"));
    } else {
      assertThat(score).isNotNull();
    }
    assertThat(List.copyOf(hash.keySet()))
        .allMatch(name -> name.matches("(?s)![vhimlxdfp]|!r[0-9a-f]|[@$].*"));
  }
}
