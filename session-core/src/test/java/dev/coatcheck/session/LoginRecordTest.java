package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginRecordTest {

  @Test
  void isReadAsItWasWritten() {
    LoginRecord login = new LoginRecord("ada lövelace", List.of("user", "admin"), "FORM");

    assertThat(LoginRecord.ofBytes(login.toBytes())).isEqualTo(login);
    assertThat(login.roles()).containsExactly("admin", "user");
  }

  @Test
  void knowsAbsentFromEmpty() {
    for (LoginRecord login :
        List.of(
            new LoginRecord(null, List.of(), "FORM"),
            new LoginRecord("", List.of(""), null),
            new LoginRecord(null, List.of(), null))) {
      assertThat(LoginRecord.ofBytes(login.toBytes())).isEqualTo(login);
    }
  }

  @Test
  void writesEqualLoginsEqually() {
    assertThat(new LoginRecord("ada", List.of("b", "a"), "FORM").toBytes())
        .isEqualTo(new LoginRecord("ada", List.of("a", "b"), "FORM").toBytes());
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    byte[] bytes = new LoginRecord("ada", List.of("user"), "FORM").toBytes();
    byte[] newer = bytes.clone();
    newer[0] = 2;

    assertThatThrownBy(() -> LoginRecord.ofBytes(newer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("format 2");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LoginRecord.ofBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void showsNoName() {
    assertThat(new LoginRecord("ada", List.of("user"), "FORM").toString())
        .doesNotContain("ada")
        .contains("FORM");
  }
}
