package dev.coatcheck.it.alljar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a jar to drop in shows to the container and the applications that see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DropInJarContract {

  private static final Logger LOG = System.getLogger("dev.coatcheck.it");

  private static final Pattern OLD_NAME =
      Pattern.compile(
          "(?<!dev/coatcheck/shaded/)(?:org/redisson|io/netty|com/esotericsoftware|org/objenesis"
              + "|org/yaml/snakeyaml)/[\\w/$]+");

  private JarFile jar;
  private Set<String> names;

  /** The jar. */
  abstract Path path() throws IOException;

  /** The services that it offers under names which are not its own, by full name. */
  abstract Set<String> servicesOfOthers();

  @BeforeAll
  void open() throws IOException {
    Path path = path();
    jar = new JarFile(path.toFile());
    names =
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .map(JarEntry::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    LOG.log(
        Level.INFO,
        "{0} bytes={1,number,#} entries={2}",
        path.getFileName(),
        Files.size(path),
        names.size());
  }

  @AfterAll
  void close() throws IOException {
    jar.close();
  }

  @Test
  void showsNoPackageButOurs() {
    assertThat(names).allMatch(name -> name.startsWith("dev/coatcheck/") || isMeta(name));
    assertThat(names)
        .contains(
            "dev/coatcheck/session/SessionStore.class",
            "dev/coatcheck/shaded/org/redisson/Redisson.class");
  }

  @Test
  void tellsWhatItContainsAndOnWhichTerms() throws IOException {
    assertThat(names.stream().filter(DropInJarContract::isMeta))
        .allMatch(
            name ->
                name.matches(
                    "META-INF/(MANIFEST.MF|LICENSE|NOTICE|licenses/[a-z0-9-]+[.]txt"
                        + "|services/.*"
                        + "|web-fragment[.]xml"
                        + "|maven/.*/pom[.]properties"
                        + "|native/libdev_coatcheck_shaded_netty_.*[.]so)"));

    String notice = text("META-INF/NOTICE");
    for (Properties contained : contained()) {
      String product = contained.getProperty("artifactId").replaceFirst("-.*", "");
      assertThat(notice.toLowerCase(Locale.ROOT)).contains(product);
    }
    Matcher licence = Pattern.compile("[a-z0-9-]+[.]txt").matcher(notice);
    assertThat(licence.results().map(found -> "META-INF/licenses/" + found.group()))
        .isNotEmpty()
        .allMatch(names::contains);
  }

  @Test
  void offersNoServiceUnderANameThatOthersLookFor() throws IOException {
    Set<String> services =
        names.stream()
            .filter(name -> name.startsWith("META-INF/services/"))
            .collect(Collectors.toSet());

    assertThat(
            services.stream().filter(name -> !name.startsWith("META-INF/services/dev.coatcheck.")))
        .map(name -> name.substring("META-INF/services/".length()))
        .containsExactlyInAnyOrderElementsOf(servicesOfOthers());
    for (String service : services) {
      assertThat(text(service).lines()).isNotEmpty().allMatch(line -> line.startsWith("dev.coat"));
    }
  }

  @Test
  void refersToWhatItContainsByItsNewNamesOnly() throws IOException {
    assertThat(references(OLD_NAME)).isEmpty();
  }

  @Test
  void hasTheLibrariesOfBothProcessors() {
    assertThat(names)
        .contains(
            "META-INF/native/libdev_coatcheck_shaded_netty_transport_native_epoll_x86_64.so",
            "META-INF/native/libdev_coatcheck_shaded_netty_transport_native_epoll_aarch_64.so");
  }

  /** The files in the jar. */
  Set<String> names() {
    return names;
  }

  /** Which classes name a class of that kind, and which. */
  List<String> references(Pattern internalName) throws IOException {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(".class")) {
        internalName
            .matcher(new String(bytes(name), ISO_8859_1))
            .results()
            .forEach(match -> found.add(name + " refers to " + match.group()));
      }
    }
    return found;
  }

  private static boolean isMeta(String name) {
    return name.startsWith("META-INF/");
  }

  private List<Properties> contained() throws IOException {
    List<Properties> all = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith("/pom.properties")) {
        Properties properties = new Properties();
        properties.load(jar.getInputStream(jar.getEntry(name)));
        all.add(properties);
      }
    }
    assertThat(all).hasSizeGreaterThan(10);
    return all;
  }

  /** What a file of the jar says. */
  String text(String name) throws IOException {
    return new String(bytes(name), UTF_8);
  }

  private byte[] bytes(String name) throws IOException {
    return jar.getInputStream(jar.getEntry(name)).readAllBytes();
  }
}
