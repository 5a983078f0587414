package dev.coatcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/support.md says who tries what, and the README says nothing else. */
class SupportPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:IT|Test))`");

  private final Documentation page = Documentation.page("support.md");

  @Test
  void everyTestNamedExistsAndRuns() throws IOException {
    List<String> names = named(page.text());

    assertThat(names).hasSizeGreaterThan(30);
    for (String name : names) {
      assertThat(sources(name)).as(name).isNotEmpty();
      assertThat(sources(name)).as(name).noneMatch(source -> isMarked(source, "@Disabled"));
    }
  }

  @Test
  void theReadmeNamesNoOtherTests() throws IOException {
    List<String> names = named(Documentation.page("../README.md").text());

    assertThat(names).isNotEmpty().isSubsetOf(named(page.text()));
  }

  @Test
  void whatRunsInEachBuildIsNotLeftToTheFullOne() throws IOException {
    for (List<String> row : rows("mvn verify")) {
      for (String name : named(row.get(row.size() - 2))) {
        assertThat(sources(name))
            .as("%s of %s", name, row.get(0))
            .anyMatch(source -> !isMarked(source, "@Tag(\"full\")"));
      }
    }
  }

  /** What is not tried "once more" or elsewhere is what only the full build tries. */
  @Test
  void whatTheFullBuildAddsIsNotInEachBuild() throws IOException {
    for (List<String> row : rows("mvn verify")) {
      String added = row.get(row.size() - 1);
      for (String part : added.split(";", -1)) {
        if (!part.contains("once more") && !part.contains("too")) {
          for (String name : named(part)) {
            assertThat(sources(name))
                .as("%s of %s", name, row.get(0))
                .anyMatch(source -> isMarked(source, "@Tag(\"full\")"));
          }
        }
      }
    }
  }

  @Test
  void everyRowNamesATestOrSaysThatThereIsNone() throws IOException {
    List<List<String>> rows = rows("");

    assertThat(rows).hasSizeGreaterThan(30);
    for (List<String> row : rows) {
      assertThat(String.join(" ", row.subList(1, row.size())))
          .as(row.get(0))
          .containsPattern(TEST_CLASS.pattern() + "|untested|all tests|does not work|the same");
    }
  }

  @Test
  void theReleasesAreThoseThatTheBuildTests() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    List<String> releases =
        Pattern.compile("<(?:tomcat\\d+|jetty12\\.\\d|undertow)\\.version>([\\d.]+\\d)")
            .matcher(pom)
            .results()
            .map(version -> version.group(1))
            .toList();

    assertThat(releases).hasSize(6);
    assertThat(releases).allMatch(page.text()::contains, "is a release of docs/support.md");
    assertThat(Documentation.page("quickstart-tomcat.md").text())
        .contains("Tested is the release " + releases.get(0));
  }

  /** The cells of all rows of the tables that have some word in their head, without the heads. */
  private List<List<String>> rows(String head) throws IOException {
    return Pattern.compile("(?m)^(\\|.*)\\R\\| ---.*\\R((?:\\|.*\\R)+)")
        .matcher(page.text())
        .results()
        .filter(table -> table.group(1).contains(head))
        .flatMap(table -> table.group(2).lines())
        .map(row -> List.of(row.substring(1, row.length() - 1).split("\\|", -1)))
        .toList();
  }

  private static List<String> named(String text) {
    return TEST_CLASS.matcher(text).results().map(match -> match.group(1)).distinct().toList();
  }

  /** Whether an annotation stands before the class and not within it. */
  private static boolean isMarked(String source, String annotation) {
    return Pattern.compile("(?m)^" + Pattern.quote(annotation)).matcher(source).find();
  }

  /** The classes of that name in all modules. */
  private static List<String> sources(String name) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(SupportPageTest::walk)
          .filter(file -> file.getFileName().toString().equals(name + ".java"))
          .map(SupportPageTest::text)
          .toList();
    }
  }

  private static Stream<Path> walk(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
