package dev.coatcheck.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.Documentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What the pages on moving from another store say of our settings is true. Their tables have our
 * settings, alone or with a value, in the second column, or "none".
 */
class MigrationPagesTest {

  private static final Pattern HEAD = Pattern.compile("(?m)^\\| [^|]+ \\| Coatcheck \\| \\|\\n");
  private static final Pattern CODE = Pattern.compile("`([^`=]+)(?:=([^`]*))?`");
  private static final Pattern FILE = Pattern.compile("^file:/.*");
  private static final String OUR_MANAGER = "dev.coatcheck.tomcat.CoatcheckManager";

  static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "docs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("migration"))
          .sorted()
          .toList();
    }
  }

  static List<String> pagesOfOtherStores() throws IOException {
    return pages().stream().filter(name -> name.startsWith("migration-")).toList();
  }

  @Test
  void eachStoreHasItsPage() throws IOException {
    assertThat(pagesOfOtherStores()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("pagesOfOtherStores")
  void theSettingsInTheTablesExist(String name) throws IOException {
    List<String> known = Setting.all().stream().map(Setting::name).toList();
    List<String> cells = cellsOfOurs(Documentation.page(name).text());

    assertThat(cells).hasSizeGreaterThan(8).anyMatch(cell -> cell.startsWith("`redis"));
    for (String cell : cells) {
      List<MatchResult> settings = CODE.matcher(cell).results().toList();
      assertThat(CODE.matcher(cell).replaceAll("")).as(cell).isIn("none", "", ", ");
      for (MatchResult setting : settings) {
        assertThat(known).as(cell).contains(setting.group(1));
        if (setting.group(2) != null) {
          String value = FILE.matcher(setting.group(2)).replaceAll(fileThatExists());
          assertIsValid(cell, Map.of(setting.group(1), value));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theXmlIsWellFormed_AndOurManagersCanBeStarted(String name) throws Exception {
    for (String block : Documentation.page(name).blocks("xml")) {
      NodeList managers = parsed(block).getElementsByTagName("Manager");
      for (int i = 0; i < managers.getLength(); i++) {
        Map<String, String> attributes = attributes((Element) managers.item(i));
        if (OUR_MANAGER.equals(attributes.remove("className"))) {
          assertIsValid(block, attributes);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePropertiesAreSettings(String name) throws IOException {
    for (String block : Documentation.page(name).blocks("properties")) {
      byte[] bytes = block.getBytes(StandardCharsets.UTF_8);
      assertIsValid(block, SettingsSource.readProperties("page", new ByteArrayInputStream(bytes)));
    }
  }

  private static String fileThatExists() {
    return Matcher.quoteReplacement("file:" + Path.of("pom.xml").toAbsolutePath());
  }

  private static void assertIsValid(String snippet, Map<String, String> settings) {
    ConfigurationPageTest.assertIsValid(snippet, new Properties(), Map.of(), settings);
  }

  private static List<String> cellsOfOurs(String page) {
    List<String> cells = new ArrayList<>();
    HEAD.matcher(page)
        .results()
        .forEach(
            table ->
                page.substring(table.end())
                    .lines()
                    .takeWhile(line -> line.startsWith("|"))
                    .filter(line -> !line.startsWith("| ---"))
                    .map(line -> line.split("\\|")[2].strip())
                    .forEach(cells::add));
    return cells;
  }

  /** In an element of its own, for a block may show several. */
  private static Element parsed(String block) throws Exception {
    InputSource document = new InputSource(new StringReader("<page>" + block + "</page>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(document)
        .getDocumentElement();
  }

  private static Map<String, String> attributes(Element element) {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      attributes.put(
          element.getAttributes().item(i).getNodeName(),
          element.getAttributes().item(i).getNodeValue());
    }
    return attributes;
  }
}
