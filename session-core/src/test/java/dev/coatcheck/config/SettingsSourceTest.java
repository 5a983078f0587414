package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SettingsSourceTest {

  @Test
  void aPropertiesFileIsReadAsUtf8() throws IOException {
    assertThat(
            SettingsSource.readProperties(
                "coatcheck.properties", file("# our own\nredis = redis://:gr\u00fc\u00df@a\n")))
        .containsOnlyKeys("redis")
        .containsEntry("redis", "redis://:gr\u00fc\u00df@a");
  }

  @Test
  void aFileThatIsNoPropertiesFileIsASettingsProblem() {
    assertThatThrownBy(
            () ->
                SettingsSource.readProperties(
                    "conf/coatcheck.properties", file("redis=file:C:\\users\\redisson.yaml\n")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(
            "conf/coatcheck.properties: is not a properties file;"
                + " write \\\\ for each backslash, or / in paths");
  }

  private static InputStream file(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
