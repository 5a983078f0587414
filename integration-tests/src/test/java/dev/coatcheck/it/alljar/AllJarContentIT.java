package dev.coatcheck.it.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the jar for Tomcat 10.1 and 11 shows; a Tomcat has no SLF4J. */
class AllJarContentIT extends DropInJarContract {

  @Override
  Path path() {
    return AllJar.path();
  }

  @Override
  Set<String> servicesOfOthers() {
    return Set.of();
  }

  @Test
  void theQuickStartNamesIt() throws IOException {
    String name =
        path()
            .getFileName()
            .toString()
            .replaceFirst("manager-\\d.*?(-SNAPSHOT)?-", "manager-<version>-");

    assertThat(Files.readString(Path.of("../docs/quickstart-tomcat.md")))
        .contains('`' + name + '`');
  }

  @Test
  void bringsItsOwnSlf4j() throws IOException {
    assertThat(names())
        .contains("META-INF/services/dev.coatcheck.shaded.org.slf4j.spi.SLF4JServiceProvider");
    assertThat(references(Pattern.compile("(?<!dev/coatcheck/shaded/)org/slf4j/[\\w/$]+")))
        .isEmpty();
  }
}
