package dev.coatcheck.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScriptTest {

  private static final Pattern COMMAND = Pattern.compile("(?:p?call\\(|rest\\()'([A-Z]+)'");

  @ParameterizedTest
  @EnumSource
  void eachIsThere(Script script) {
    assertThat(script.text()).contains("-- KEYS 1").endsWith("\n");
    assertThat(script.sha()).matches("[0-9a-f]{40}");
    assertThat(script.text()).as("works before Redis 7").doesNotStartWith("#!");
  }

  /** What an operator has to allow, see the tests with ACL users; nothing of it is dangerous. */
  @Test
  void theyUseTheseCommandsOnly() {
    TreeSet<String> commands = new TreeSet<>();
    for (Script script : Script.values()) {
      Matcher matcher = COMMAND.matcher(script.text());
      while (matcher.find()) {
        commands.add(matcher.group(1));
      }
    }

    assertThat(commands)
        .containsExactly(
            "DEL",
            "EXISTS",
            "HDEL",
            "HEXISTS",
            "HGET",
            "HGETALL",
            "HKEYS",
            "HLEN",
            "HMGET",
            "HSET",
            "HSTRLEN",
            "PERSIST",
            "PEXPIRE",
            "PEXPIREAT",
            "PTTL",
            "RENAME",
            "TIME",
            "UNLINK",
            "ZADD",
            "ZRANGEBYSCORE",
            "ZREM");
  }
}
