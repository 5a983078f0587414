package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void theNamesThatUsersWriteStayAsTheyAre() {
    assertThat(Setting.all())
        .extracting(Setting::name)
        .containsExactly(
            "redis",
            "namespace",
            "prefix",
            "requestTimeout",
            "cacheSize",
            "unreadableAttributes",
            "unstorableAttributes",
            "touchInterval",
            "sweepInterval",
            "retention",
            "maxAttributeSize",
            "maxSessionSize",
            "compressAbove",
            "classFilter",
            "notSerializable",
            "selfCheck");
  }

  @Test
  void oneNameGivesTheOtherSpellings() {
    assertThat(Setting.SWEEP_INTERVAL.systemProperty()).isEqualTo("coatcheck.sweepInterval");
    assertThat(Setting.SWEEP_INTERVAL.environmentVariable()).isEqualTo("COATCHECK_SWEEP_INTERVAL");
  }

  @Test
  void everyDefaultIsItselfAValidValue() {
    for (Setting<?> setting : Setting.all()) {
      String text = setting.defaultText();
      if (text != null) {
        assertThat(setting.type().parse(text))
            .as(setting.name())
            .isInstanceOf(Parsed.Accepted.class);
      }
    }
  }

  @Test
  void onlyRedisHasToBeSet() {
    assertThat(Setting.all())
        .filteredOn(setting -> setting.defaultText() == null && !setting.isPerApplication())
        .containsExactly(Setting.REDIS);
  }
}
