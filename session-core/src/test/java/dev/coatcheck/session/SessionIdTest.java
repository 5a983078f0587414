package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

  private static final String ID = "0123456789ABCDEF0123456789ABCDEF";

  @Test
  void routeSuffixesAreNotPartOfTheId() {
    assertThat(SessionId.parse(ID + ".node1")).isEqualTo(SessionId.parse(ID));
    assertThat(SessionId.ofIssued(ID + ".a.b-c_d")).isEqualTo(new SessionId(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "0123456789ABCDE",
        ID + "*",
        ID + "{}",
        "../../../../etc/passwd",
        ID + "\n",
        ID + "\u0000",
        ID + ".",
        ID + ".no de",
        "ünïcödé-ünïcödé-ünïcödé",
        ".0123456789ABCDEF0"
      })
  void whatDoesNotLookLikeAnIdIsNone(String text) {
    assertThat(SessionId.parse(text)).isNull();
  }

  @Test
  void veryLongTextIsNoId() {
    assertThat(SessionId.parse("A".repeat(128))).isNotNull();
    assertThat(SessionId.parse("A".repeat(129))).isNull();
    assertThat(SessionId.parse(ID + "." + "r".repeat(65))).isNull();
    assertThat(SessionId.parse(null)).isNull();
  }

  @Test
  void noMessageAndNoTextShowsTheWholeId() {
    assertThat(new SessionId(ID).toString()).doesNotContain(ID.substring(0, 8));
    assertThatThrownBy(() -> SessionId.ofIssued(ID + "!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionIdLength")
        .hasMessageNotContaining(ID);
  }
}
