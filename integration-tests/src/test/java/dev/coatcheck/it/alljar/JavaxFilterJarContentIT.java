package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the filter's jar for applications of Java EE shows to them. */
class JavaxFilterJarContentIT extends FilterJarContentIT {

  private static final String HEAD = "(?s)<web-fragment[^>]*>";

  @Override
  Path path() {
    return AllJar.javaxFilter();
  }

  @Override
  String prefix() {
    return "javax.";
  }

  @Override
  String namespace() {
    return "http://xmlns.jcp.org/xml/ns/javaee";
  }

  @Test
  void itsFragmentSaysWhatTheOtherOneSays() throws IOException {
    String other =
        Files.readString(Path.of("../servlet-filter/src/main/resources/META-INF/web-fragment.xml"));

    assertThat(text("META-INF/web-fragment.xml").replaceFirst(HEAD, ""))
        .isEqualTo(other.replaceFirst(HEAD, ""));
  }
}
