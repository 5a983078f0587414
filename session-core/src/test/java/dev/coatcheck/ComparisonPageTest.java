package dev.coatcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/comparison.md says of ourselves is what other pages and the tests say. */
class ComparisonPageTest {

  private static final Pattern ROW_WITH_COUNT = Pattern.compile("(?m)^\\| ([^|]+) \\| (\\d+) \\|");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Scenarios|Contract|Test|IT))`");
  private static final Path TESTKIT = Path.of("..", "testkit", "src", "main", "java");

  private final Documentation page = Documentation.page("comparison.md");

  @Test
  void ourCommandsAreThoseOfTheFigures() throws IOException {
    Map<String, String> ours = counts(section(page.text(), "Commands for one request"));
    Map<String, String> figures =
        counts(section(Documentation.page("figures.md").text(), "Commands per request"));

    assertThat(ours).hasSizeGreaterThan(4);
    assertThat(figures).containsAllEntriesOf(ours);
  }

  @Test
  void theTestsNamedExist() throws IOException {
    List<String> named =
        TEST.matcher(page.text()).results().map(name -> name.group(1)).distinct().toList();
    List<String> there;
    try (Stream<Path> files = Files.walk(TESTKIT)) {
      there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .toList();
    }

    assertThat(named).hasSizeGreaterThan(4);
    assertThat(there).containsAll(named);
  }

  private static String section(String page, String title) {
    String begin = "## " + title + "\n";
    assertThat(page).contains(begin);
    return page.substring(page.indexOf(begin) + begin.length()).split("(?m)^## ", 2)[0];
  }

  private static Map<String, String> counts(String section) {
    return ROW_WITH_COUNT
        .matcher(section)
        .results()
        .collect(
            Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, HashMap::new));
  }
}
