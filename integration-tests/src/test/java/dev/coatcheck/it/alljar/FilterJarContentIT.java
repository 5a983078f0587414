package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the filter's jar for Jakarta applications shows to them. */
class FilterJarContentIT extends DropInJarContract {

  private static final String INITIALIZER = "servlet.ServletContainerInitializer";

  @Override
  Path path() {
    return AllJar.filter();
  }

  /** The namespace of the Servlet API that the jar is for. */
  String prefix() {
    return "jakarta.";
  }

  /** The namespace of descriptors. */
  String namespace() {
    return "https://jakarta.ee/xml/ns/jakartaee";
  }

  @Override
  Set<String> servicesOfOthers() {
    return Set.of(prefix() + INITIALIZER);
  }

  @Test
  void startsItselfByTheContainersInitializer() throws IOException {
    assertThat(text("META-INF/services/" + prefix() + INITIALIZER).strip())
        .isEqualTo("dev.coatcheck.servlet.CoatcheckInitializer");
    assertThat(names()).contains("dev/coatcheck/servlet/CoatcheckInitializer.class");
  }

  @Test
  void itsFragmentIsNamedInTheContainersNamespace() throws IOException {
    assertThat(text("META-INF/web-fragment.xml"))
        .contains("xmlns=\"" + namespace() + '"', "<name>coatcheck</name>");
  }

  @Test
  void noTextNamesTheServletApiOfOthers() throws IOException {
    String others = prefix().equals("jakarta.") ? "javax" : "jakarta";

    assertThat(references(Pattern.compile(others + "[.]servlet[\\w.$]*"))).isEmpty();
  }

  @Test
  void bringsItsOwnSlf4j() throws IOException {
    assertThat(references(Pattern.compile("(?<!dev/coatcheck/shaded/)org/slf4j/[\\w/$]+")))
        .isEmpty();
  }
}
