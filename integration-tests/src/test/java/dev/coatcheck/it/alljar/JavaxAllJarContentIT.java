package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the jar for Tomcat 9 shows. */
class JavaxAllJarContentIT extends AllJarContentIT {

  @Override
  Path path() {
    return AllJar.javax();
  }

  /** As a type none is named either, see ReferencesIT; inlined constants leave a name behind. */
  @Test
  void noTextNamesTheLaterServletApi() throws IOException {
    assertThat(references(Pattern.compile("jakarta[.]servlet[\\w.$]*"))).isEmpty();
    assertThat(references(Pattern.compile("javax/servlet/http/HttpSession"))).isNotEmpty();
  }
}
