package dev.coatcheck.it.alljar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the zip for a jetty.base unpacks, and what the jar in it shows. */
class JettyZipContentIT extends DropInJarContract {

  private static final String PROPERTY = "it.jettyZip";
  private static final String LIB = "lib/coatcheck/";

  @TempDir private static Path directory;

  @Override
  Path path() throws IOException {
    try (ZipFile zip = zip()) {
      String name = only(".jar", zip);
      Path jar = directory.resolve(name.substring(LIB.length()));
      try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
        Files.copy(in, jar);
      }
      return jar;
    }
  }

  @Override
  Set<String> servicesOfOthers() {
    return Set.of("org.eclipse.jetty.xml.ConfigurationProcessorFactory");
  }

  @Test
  void unpacksNothingThatIsNotNamedAfterUs() throws IOException {
    try (ZipFile zip = zip()) {
      assertThat(files(zip))
          .containsExactlyInAnyOrder(
              "modules/session-cache-coatcheck.mod",
              "modules/session-store-coatcheck.mod",
              "etc/sessions/coatcheck/session-cache.xml",
              "etc/sessions/coatcheck/session-store.xml",
              "etc/sessions/coatcheck/settings.xml",
              LIB + "LICENSE",
              LIB + "NOTICE",
              only(".jar", zip));
    }
  }

  @Test
  void theModulesNameTheJarThatIsThere() throws IOException {
    try (ZipFile zip = zip()) {
      for (String module : List.of("session-cache-coatcheck", "session-store-coatcheck")) {
        ZipEntry entry = zip.getEntry("modules/" + module + ".mod");
        assertThat(new String(zip.getInputStream(entry).readAllBytes(), UTF_8))
            .contains("[lib]\n" + only(".jar", zip) + "\n")
            .doesNotContain("${");
      }
    }
  }

  @Test
  void usesTheServersSlf4j() throws IOException {
    assertThat(names()).noneMatch(name -> name.contains("org/slf4j"));
    assertThat(references(Pattern.compile("dev/coatcheck/shaded/org/slf4j/\\w+"))).isEmpty();
    assertThat(references(Pattern.compile("(?<!shaded/)org/slf4j/LoggerFactory"))).isNotEmpty();
  }

  @Test
  void knowsNoServletsAndNoEnvironment() throws IOException {
    assertThat(references(Pattern.compile("(?:jakarta|javax)/servlet/\\w+"))).isEmpty();
    assertThat(references(Pattern.compile("org/eclipse/jetty/ee\\w*/\\w+"))).isEmpty();
  }

  private static ZipFile zip() throws IOException {
    Path zip = Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(
          "no zip at " + zip + " (from -D" + PROPERTY + "); package jetty-sessiondatastore first");
    }
    return new ZipFile(zip.toFile());
  }

  private static List<String> files(ZipFile zip) {
    return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
  }

  private static String only(String suffix, ZipFile zip) {
    List<String> found = files(zip).stream().filter(name -> name.endsWith(suffix)).toList();
    assertThat(found).hasSize(1).allMatch(name -> name.startsWith(LIB));
    return found.get(0);
  }
}
