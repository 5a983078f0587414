package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPatternsTest {

  private final ClassPatternsType type = new ClassPatternsType();

  @Test
  void itIsNoneOrLearnOrPatterns() {
    assertThat(type.parse("none")).isEqualTo(new Parsed.Accepted<>(ClassPatterns.NONE));
    assertThat(type.parse("learn")).isEqualTo(new Parsed.Accepted<>(ClassPatterns.LEARN));
    assertThat(type.parse("com.shop.**;!*"))
        .isEqualTo(new Parsed.Accepted<>(new ClassPatterns(false, "com.shop.**;!*")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxdepth=5;com.shop.** | sets a limit, which would have no effect here",
        "com.shop.Cart,com.shop.Item | is not separated by semicolons alone",
        "com.shop.Cart; !* | is not separated by semicolons alone",
        "com.*.Cart | holds a * before the end",
        "! | holds a wrong pattern",
        "; | holds no pattern"
      })
  void whatWouldNotDoWhatItSaysIsRefused(String text, String problem) {
    Parsed.Refused<ClassPatterns> refused = (Parsed.Refused<ClassPatterns>) type.parse(text);

    assertThat(refused.problem()).startsWith(problem);
    assertThat(refused.remedy()).startsWith("write patterns such as com.shop.**;!*");
  }
}
