package dev.coatcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * docs/troubleshooting.md explains every message that an administrator may meet. Its tables have
 * the messages' unchanging words in the first column, with {@code …} for the rest; several of them
 * where cause and remedy are the same.
 */
class TroubleshootingPageTest {

  private List<String> phrases;
  private SourceMessages sources;

  @BeforeEach
  void readPageAndSources() throws IOException {
    phrases =
        Pattern.compile("(?m)^\\| (`.*?`) \\|")
            .matcher(Documentation.page("troubleshooting.md").text())
            .results()
            .flatMap(row -> Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
            .map(phrase -> phrase.group(1))
            .toList();
    sources = SourceMessages.read();
  }

  @Test
  void everyFailureThatARequestCanMeetIsExplained() {
    assertExplained(
        "new StoreUnavailableException\\(",
        "new Unreadable\\w+Exception\\(",
        "new Unstorable\\w+Exception\\(");
  }

  @Test
  void everyWarningIsExplained() {
    assertExplained("LOG\\.log\\(\\s*Level\\.(?:WARNING|ERROR),");
  }

  @Test
  void everyProblemWithASettingIsExplained() {
    assertExplained(
        "new Parsed\\.Refused<>\\(",
        "\\brefused\\((?=\\s*\")",
        "new SettingProblem\\((?:[^;\"]|\"\")*?(?=\"(?:is|has)\\b)");
  }

  @Test
  void everyPhraseOfThePageIsStillInTheSources() throws IOException {
    SourceMessages all = SourceMessages.readWithAdapters();
    assertThat(phrases).isNotEmpty().allMatch(all::contain, "stands in the sources");
  }

  private void assertExplained(String... calls) {
    List<String> messages =
        Stream.of(calls).flatMap(call -> sources.firstArguments(call).stream()).distinct().toList();

    assertThat(messages)
        .as("messages that have a row in docs/troubleshooting.md")
        .hasSizeGreaterThan(2)
        .allMatch(message -> phrases.stream().anyMatch(message::contains));
  }
}
