package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisLocationTypeTest {

  private final RedisLocationType type = new RedisLocationType();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "redis://localhost, false, localhost, 6379, -, -, 0",
        "redis://redis_1:7000/, false, redis_1, 7000, -, -, 0",
        "rediss://cloak.example.com/2, true, cloak.example.com, 6379, -, -, 2",
        "redis://[::1]:6380/15, false, [::1], 6380, -, -, 15",
        "redis://app:hush@10.0.0.1, false, 10.0.0.1, 6379, app, hush, 0",
        "redis://:hush@10.0.0.1, false, 10.0.0.1, 6379, -, hush, 0",
        "redis://app:a:b/c@d+%25%20%40@host:1/1, false, host, 1, app, a:b/c@d+% @, 1",
      })
  void addressesOfOneServerAreRead(
      String text, boolean tls, String host, int port, String user, String password, int database) {
    assertThat(type.parse(text))
        .isEqualTo(
            new Parsed.Accepted<>(
                new RedisLocation.Server(tls, host, port, user, password, database)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost           | has no scheme | write redis://localhost",
        "127.0.0.1:6379      | has no scheme | write redis://127.0.0.1:6379",
        "localhost:6379      | has no scheme | write redis://localhost:6379",
        "redis-sentinel://a/m | uses redis-sentinel://, which is not supported yet | write the"
            + " address of one server (redis:// or rediss://), or file:/path/redisson.yaml",
        "redis-cluster://a,b | uses redis-cluster://, which is not supported yet | write the"
            + " address of one server (redis:// or rediss://), or file:/path/redisson.yaml",
        "redis://a,b         | names more than one server | write one host, or"
            + " file:/path/redisson.yaml",
        "redis://a:70000     | has an impossible port | write a port from 1 to 65535",
        "redis://app@a       | has a login without a password | write user:password@ or"
            + " :password@ before the host, or nothing",
        "redis://a:50%@b     | has a % in its login that is not followed by two hexadecimal digits"
            + " | write %25 for each % that belongs to the user's name or the password",
        "file:redisson.yaml  | is a relative path | write file:/path/redisson.yaml, the path in"
            + " full",
        "file:/no/such/file  | is no file that can be read here | check the path and its"
            + " permissions",
      })
  void otherAddressesAreRefusedWithTheFix(String text, String problem, String remedy) {
    assertThat(type.parse(text)).isEqualTo(new Parsed.Refused<>(problem, remedy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a",
        "redis:a",
        "redis://",
        "redis://a:",
        "redis://a/x",
        "redis://a?db=1",
        "redis://a b",
        "REDIS://a",
        "nonsense of all kinds"
      })
  void nonsenseIsRefusedWithTheFormsThereAre(String text) {
    assertThat(type.parse(text))
        .isInstanceOfSatisfying(
            Parsed.Refused.class,
            refused ->
                assertThat(refused.remedy())
                    .startsWith("write redis://[user:password@]host[:port][/database]"));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://app:hush@host:1/1, redis://app:***@host:1/1",
    "redis://:hush@host, redis://:***@host:6379",
    "redis://app:hu/sh@more@host, redis://app:***@host:6379",
    "redis://app:hush@host:port, redis://***@host:port",
    "redis://app:hu@sh@host:port, redis://***@host:port",
    "redis://hush@host, redis://***@host",
    "redis:app:hush@host, ***@host",
    "app:hush@host, ***@host",
    "http://app:hush@host, http://***@host",
    "redis://app:hu?sh@host:port, redis://***@host:port",
    "redis://host?password=hush, redis://host?***",
  })
  void passwordsAreNeverShown(String text, String shown) {
    assertThat(type.shown(text)).isEqualTo(shown).doesNotContain("hush");
  }

  @Test
  void aRedissonFileIsTakenByItsPath(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("my redisson.yaml"));

    Parsed<RedisLocation> expected =
        new Parsed.Accepted<>(new RedisLocation.ConfigurationFile(file));
    assertThat(type.parse("file:" + file)).isEqualTo(expected);
    assertThat(type.parse(file.toUri().toString())).isEqualTo(expected);
  }
}
