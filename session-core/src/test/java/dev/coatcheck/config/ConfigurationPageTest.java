package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coatcheck.Documentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/configuration.md shows is what the code reads. */
class ConfigurationPageTest {

  private static final Namespace SHOP = Namespace.ofApplication("/shop", null, null);
  private static final SettingsSource REDIS_ELSEWHERE =
      SettingsSource.ofApplication("elsewhere", Map.of("redis", "redis://localhost"));

  private final Documentation page = Documentation.page("configuration.md");

  @Test
  void theTablesAreThoseOfTheCatalogue() throws IOException {
    page.assertShows("settings", ConfigurationTable.markdown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.md", "quickstart-tomcat.md", "../README.md"})
  void theManagersShownHaveValidAttributes(String name) throws IOException {
    List<String> managers = new ArrayList<>();
    for (String block : Documentation.page(name).blocks("xml")) {
      all("<Manager\\s(.*?)/>", block).forEach(manager -> managers.add(manager.group(1)));
    }

    assertThat(managers).isNotEmpty();
    for (String manager : managers) {
      Map<String, String> attributes = new HashMap<>();
      all("(\\w+)=\"([^\"]*)\"", manager)
          .forEach(attribute -> attributes.put(attribute.group(1), attribute.group(2)));
      assertThat(attributes.remove("className")).as(manager).isNotNull();
      assertIsValid(manager, new Properties(), Map.of(), attributes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.md", "quickstart-jetty.md", "../README.md"})
  void whatIsShownForJettyIsValid(String name) throws IOException {
    Documentation shownIn = Documentation.page(name);
    int shown = 0;
    for (String language : List.of("ini", "sh", "xml", "java")) {
      for (String block : shownIn.blocks(language)) {
        Map<String, String> settings = new HashMap<>();
        all(
                "jetty\\.session\\.coatcheck\\.(\\w+)=(\\S*)"
                    + "|name=\"setProperty\"><Arg>(\\w+)</Arg><Arg>([^<]*)</Arg>"
                    + "|setProperty\\(\"(\\w+)\", \"([^\"]*)\"\\)",
                block)
            .forEach(setting -> settings.put(either(setting, 1), either(setting, 2)));
        assertIsValid(block, new Properties(), Map.of(), settings);
        shown += settings.size();
      }
    }
    assertThat(shown).isPositive();
  }

  @Test
  void theFilesShownAreValid() throws IOException {
    List<String> files = page.blocks("properties");

    assertThat(files).isNotEmpty();
    for (String file : files) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertIsValid(
          file,
          new Properties(),
          Map.of(),
          SettingsSource.readProperties("page", new ByteArrayInputStream(bytes)));
    }
  }

  @Test
  void theCommandsShownSetWhatExists() throws IOException {
    List<String> commands = page.blocks("sh");

    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      Properties system = new Properties();
      all("-D(coatcheck\\.\\w+)=(\\S+?)[\"\\s]", command)
          .forEach(option -> system.setProperty(option.group(1), option.group(2)));
      Map<String, String> environment = new HashMap<>();
      all("(COATCHECK_\\w+)=(\\S+)", command)
          .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
      assertThat(system.size() + environment.size()).as(command).isPositive();
      assertIsValid(command, system, environment, Map.of());
    }
  }

  @Test
  void theNamespacesShownAreTheOnesDerived() throws IOException {
    List<MatchResult> rows =
        all("\\| `(/\\S*)` \\| (\\S+) \\| (\\S*) ?\\| `(\\S+)` \\|", page.text());

    assertThat(rows).hasSizeGreaterThanOrEqualTo(5);
    for (MatchResult row : rows) {
      String host = row.group(2).equals("default") ? null : row.group(2).replace("`", "");
      String version = row.group(3).replaceAll("`|.*##|\\.war", "");
      assertThat(Namespace.ofApplication(row.group(1), host, version).value())
          .as(row.group())
          .isEqualTo(row.group(4));
    }
  }

  static void assertIsValid(
      String snippet, Properties system, Map<String, String> environment, Map<String, String> own) {
    assertThatCode(
            () ->
                SettingsLoader.of(system, environment)
                    .then(SettingsSource.ofApplication("page", own))
                    .then(REDIS_ELSEWHERE)
                    .load(SHOP))
        .as(snippet)
        .doesNotThrowAnyException();
  }

  /** The first or second group of that pair of the three which has matched. */
  private static String either(MatchResult pairs, int ofPair) {
    return Stream.of(pairs.group(ofPair), pairs.group(ofPair + 2), pairs.group(ofPair + 4))
        .filter(Objects::nonNull)
        .collect(Collectors.joining());
  }

  private static List<MatchResult> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().toList();
  }
}
