package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

  @Test
  void survivesItsStoredForm() {
    Version version = new Version(1764000000000L, "n1:7f");

    assertThat(Version.parse(version.text())).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ":tag", "12", "x:tag", "-1:tag", "1234567890123456789:tag"})
  void anythingElseIsNoVersion(String text) {
    assertThat(Version.parse(text)).isNull();
  }
}
