package dev.coatcheck.jetty.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.jetty.CoatcheckSessionCacheFactory;
import dev.coatcheck.jetty.CoatcheckSessionDataStoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.util.resource.PathResourceFactory;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/quickstart-jetty.md shows for embedded servers does what the page says. */
class QuickstartPageTest {

  private static final Path PAGE = Path.of("..", "docs", "quickstart-jetty.md");

  private final Server server = new Server();

  @Test
  void theXmlOfAServerMakesBothFactoriesAndNamesNoWorker(@TempDir Path directory) throws Exception {
    List<String> xml =
        blocks("xml").stream().filter(block -> block.contains("id=\"Server\"")).toList();
    assertThat(xml).hasSize(1);
    Path file = directory.resolve("server.xml");
    Files.writeString(file, xml.get(0), UTF_8);

    XmlConfiguration configuration =
        new XmlConfiguration(new PathResourceFactory().newResource(file));
    configuration.configure(server);

    assertThat(server.getBeans(CoatcheckSessionDataStoreFactory.class)).hasSize(1);
    assertThat(server.getBeans(CoatcheckSessionCacheFactory.class)).hasSize(1);
    assertThat(server.getBean(DefaultSessionIdManager.class).getWorkerName()).isEmpty();
  }

  @Test
  void theClassesShownExist() throws Exception {
    Set<String> shown = new TreeSet<>();
    for (String block : blocks("xml")) {
      found("dev[.]coatcheck[.]jetty[.]\\w+", block).forEach(shown::add);
    }
    for (String block : blocks("java")) {
      found("Coatcheck\\w+", block).forEach(name -> shown.add("dev.coatcheck.jetty." + name));
    }

    assertThat(shown).hasSize(4);
    for (String name : shown) {
      assertThat(Class.forName(name)).isPublic();
    }
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```$")
        .matcher(Files.readString(PAGE, UTF_8))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group()).toList();
  }
}
