package dev.coatcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTest {

  @Test
  void attributesNotesAndMetadataNeverMeet() {
    assertThat(Field.ofAttribute("x")).isNotEqualTo(Field.ofNote("x"));
    assertThat(Field.ofAttribute("!v")).doesNotStartWith("!");
    assertThat(Field.isAttribute(Field.ofAttribute(""))).isTrue();
    assertThat(Field.isNote(Field.ofAttribute("$x"))).isFalse();
    assertThat(Field.nameOf(Field.ofNote("login"))).isEqualTo("login");
    assertThat(Field.isAttribute("") || Field.isNote("")).isFalse();
  }
}
