package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coatcheck.session.UnreadableAttributes;
import dev.coatcheck.session.UnstorableAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsLoaderTest {

  private static final Namespace SHOP = Namespace.ofApplication("/shop", null, null);
  private static final Map<String, String> NOTHING = Map.of();

  private final Properties system = new Properties();

  @Test
  void redisAloneIsEnough() {
    Settings settings = Settings.of(SHOP, Map.of("redis", "redis://cloakroom"));

    assertThat(settings.redis())
        .isEqualTo(new RedisLocation.Server(false, "cloakroom", 6379, null, null, 0));
    assertThat(settings.namespace()).isEqualTo(SHOP);
    assertThat(settings.prefix()).isEqualTo("cc");
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.cacheBytes()).isEqualTo(64L << 20);
    assertThat(settings.unreadableAttributes()).isEqualTo(UnreadableAttributes.FAIL);
    assertThat(settings.unstorableAttributes()).isEqualTo(UnstorableAttributes.LOCAL);
    assertThat(settings.touchInterval()).isEqualTo(TouchInterval.AUTO);
    assertThat(settings.sweepInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.maxAttributeBytes()).isEqualTo(4L << 20);
  }

  @Test
  void withoutRedisTheStartIsRefusedWithAnExample() {
    assertThat(messageFor(SettingsLoader.of(system, NOTHING)))
        .isEqualTo(
            "redis: is not set; write redis=\"redis://127.0.0.1:6379\" in the container's"
                + " configuration, or set COATCHECK_REDIS or -Dcoatcheck.redis");
  }

  @Test
  void systemPropertyBeatsEnvironmentBeatsElementBeatsFilesInTheirOrder() {
    SettingsSource element =
        SettingsSource.ofApplication(
            "context.xml", Map.of("redis", "redis://element", "retention", "3h", "prefix", "c"));
    SettingsSource firstFile =
        SettingsSource.ofApplication(
            "WEB-INF/classes/coatcheck.properties",
            Map.of("redis", "redis://file", "prefix", "d", "cacheSize", "4MB"));
    SettingsSource secondFile =
        SettingsSource.ofNode(
            "conf/coatcheck.properties", Map.of("cacheSize", "5MB", "maxAttributeSize", "5KB"));
    system.setProperty("coatcheck.sweepInterval", "1s");

    Settings settings =
        SettingsLoader.of(
                system, Map.of("COATCHECK_SWEEP_INTERVAL", "2s", "COATCHECK_RETENTION", "2h"))
            .then(element)
            .then(firstFile)
            .then(secondFile)
            .load(SHOP);

    assertThat(settings.sweepInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(2));
    assertThat(settings.redis()).hasToString("redis://element:6379");
    assertThat(settings.prefix()).isEqualTo("c");
    assertThat(settings.cacheBytes()).isEqualTo(4L << 20);
    assertThat(settings.maxAttributeBytes()).isEqualTo(5L << 10);
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    SettingsLoader loader =
        SettingsLoader.of(system, Map.of("COATCHECK_SWEEP_INTERVAL", "5"))
            .then(
                SettingsSource.ofApplication(
                    "context.xml",
                    Map.of(
                        "redis", "redis-sentinel://one,two/master",
                        "unreadableAttributes", "ignore",
                        "cachesize", "1MB",
                        "retention", "")));

    assertThat(messageFor(loader).lines())
        .containsExactly(
            "5 problems in the settings:",
            "  cachesize: is not a setting (from context.xml); write cacheSize, or remove it",
            "  redis: \"redis-sentinel://one,two/master\" uses redis-sentinel://, which is not"
                + " supported yet (from context.xml); write the address of one server (redis:// or"
                + " rediss://), or file:/path/redisson.yaml",
            "  unreadableAttributes: \"ignore\" is not one of the choices (from context.xml);"
                + " write fail, keep or drop",
            "  sweepInterval: \"5\" has no unit (from environment COATCHECK_SWEEP_INTERVAL);"
                + " write 5s or 5m",
            "  retention: \"\" is empty (from context.xml); write a value, or remove the setting");
  }

  @Test
  void unknownNamesAreFoundInEverySourceAndTheNearestIsSuggested() {
    system.setProperty("coatcheck.sweepIntervall", "1s");
    system.setProperty("coatcheckered", "is not ours");
    SettingsLoader loader =
        SettingsLoader.of(system, Map.of("COATCHECK_SWEEPINTERVAL", "1s", "PATH", "/bin"))
            .then(
                SettingsSource.ofApplication(
                    "context.xml", Map.of("redis", "redis://a", "password", "secret")))
            .then(SettingsSource.ofNode("conf", Map.of("coatcheck.retention", "1h")));

    assertThat(messageFor(loader).lines())
        .containsExactly(
            "4 problems in the settings:",
            "  coatcheck.sweepIntervall: is not a setting (from system property);"
                + " write coatcheck.sweepInterval, or remove it",
            "  COATCHECK_SWEEPINTERVAL: is not a setting (from environment);"
                + " write COATCHECK_SWEEP_INTERVAL, or remove it",
            "  password: is not a setting (from context.xml);"
                + " remove it, or write one of the names in docs/configuration.md",
            "  coatcheck.retention: is not a setting (from conf); write retention, or remove it");
  }

  @Test
  void variablesThatKubernetesAddsForAServiceAreNotTakenForSettings() {
    Map<String, String> environment =
        Map.of(
            "COATCHECK_REDIS", "redis://a",
            "COATCHECK_SERVICE_HOST", "10.0.0.1",
            "COATCHECK_REDIS_SERVICE_PORT", "6379",
            "COATCHECK_REDIS_SERVICE_PORT_RESP", "6379",
            "COATCHECK_REDIS_PORT", "tcp://10.0.0.1:6379",
            "COATCHECK_REDIS_PORT_6379_TCP", "tcp://10.0.0.1:6379",
            "COATCHECK_REDIS_PORT_6379_TCP_ADDR", "10.0.0.1");

    Settings settings = SettingsLoader.of(system, environment).load(SHOP);

    assertThat(settings.redis()).hasToString("redis://a:6379");
  }

  @Test
  void aNamespaceForAWholeNodeIsRefusedAlsoWhereTheApplicationHasItsOwn() {
    system.setProperty("coatcheck.namespace", "all");
    SettingsLoader loader =
        SettingsLoader.of(system, Map.of("COATCHECK_NAMESPACE", "all"))
            .then(
                SettingsSource.ofApplication(
                    "context.xml", Map.of("redis", "redis://a", "namespace", "mine")))
            .then(SettingsSource.ofNode("conf", Map.of("namespace", "all")));

    assertThat(messageFor(loader).lines())
        .containsExactly(
            "3 problems in the settings:",
            refusedNamespace("system property coatcheck.namespace"),
            refusedNamespace("environment COATCHECK_NAMESPACE"),
            refusedNamespace("conf"));
  }

  private static String refusedNamespace(String origin) {
    return "  namespace: \"all\" is set for all applications (from "
        + origin
        + "); write it for each application, or set prefix to keep fleets apart";
  }

  @Test
  void anApplicationMayNameItsNamespace() {
    Settings settings =
        Settings.of(SHOP, Map.of("redis", "redis://a", "namespace", "a%2Fb@host##2"));

    assertThat(settings.namespace()).isEqualTo(new Namespace("a%2Fb@host##2"));
  }

  @Test
  void charactersThatHaveAMeaningInKeysAreRefused() {
    SettingsLoader loader =
        SettingsLoader.of(system, NOTHING)
            .then(
                SettingsSource.ofApplication(
                    "context.xml",
                    Map.of("redis", "redis://a", "namespace", "a:b", "prefix", "{cc}\n")));

    assertThat(messageFor(loader).lines())
        .containsExactly(
            "2 problems in the settings:",
            "  namespace: \"a:b\" holds a character that is not allowed (from context.xml);"
                + " write letters, digits and - . _ ~ % @ #",
            "  prefix: \"{cc}\" holds a character that is not allowed (from context.xml);"
                + " write letters, digits and - . _");
  }

  @Test
  void theDescriptionNamesEachSettingWithItsOriginAndNoPassword() {
    system.setProperty("coatcheck.redis", "rediss://app:hush@cloakroom:7000/3");
    Settings settings =
        SettingsLoader.of(system, NOTHING)
            .then(SettingsSource.ofApplication("context.xml", Map.of("retention", " 2d ")))
            .load(SHOP);

    assertThat(settings.describe())
        .isEqualTo(
            "redis=rediss://app:***@cloakroom:7000/3 (system property),"
                + " namespace=shop (context path), prefix=cc (default),"
                + " requestTimeout=1500ms (default), cacheSize=64MB (default),"
                + " unreadableAttributes=fail (default), unstorableAttributes=local (default),"
                + " touchInterval=auto (default), sweepInterval=5s (default),"
                + " retention=2d (context.xml), maxAttributeSize=4MB (default),"
                + " maxSessionSize=32MB (default), compressAbove=off (default),"
                + " classFilter=none (default), notSerializable=store (default),"
                + " selfCheck=on (default)");
    assertThat(settings).hasToString("Settings[" + settings.describe() + "]");
  }

  @Test
  void neverShowsControlCharactersOfAValue() {
    SettingsLoader loader =
        SettingsLoader.of(system, NOTHING)
            .then(
                SettingsSource.ofApplication(
                    "context.xml", Map.of("redis", "redis://a", "retention", "1s\r\nforged")));

    assertThat(messageFor(loader)).startsWith("retention: \"1s??forged\" is not a duration");
  }

  private static String messageFor(SettingsLoader loader) {
    InvalidSettingsException refused =
        catchThrowableOfType(InvalidSettingsException.class, () -> loader.load(SHOP));
    assertThat(refused).as("the settings are refused").isNotNull();
    return refused.getMessage();
  }
}
