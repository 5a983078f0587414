package dev.coatcheck.jetty.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coatcheck.jetty.CoatcheckSessionCacheFactory;
import dev.coatcheck.jetty.CoatcheckSessionDataStoreFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.session.SessionHandler;
import org.eclipse.jetty.util.resource.PathResourceFactory;
import org.eclipse.jetty.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;

/** Our modules' XML, read as start.jar has it read. */
class SettingsXmlTest {

  private static final Path JETTY = Path.of("src", "main", "jetty");
  private static final Pattern XML = Pattern.compile("^etc/\\S+[.]xml$", Pattern.MULTILINE);

  private final Server server = new Server();

  @Test
  void theServerGetsAStoreAndItsCache() throws Exception {
    configure(xmlOf("session-cache-coatcheck"), Map.of());
    configure(xmlOf("session-store-coatcheck"), Map.of());

    assertThat(server.getBeans(CoatcheckSessionDataStoreFactory.class)).hasSize(1);
    assertThat(server.getBeans(CoatcheckSessionCacheFactory.class)).hasSize(1);
    assertThat(server.getBeans(JettyLog.class)).hasSize(1);
  }

  @Test
  void allOurPropertiesAreSettingsAndMistypedOnesStopTheContext() throws Exception {
    ContextHandler context = new ContextHandler(new SessionHandler(), "/shop");
    server.setHandler(context);
    configure(
        xmlOf("session-store-coatcheck"),
        Map.of(
            "jetty.session.coatcheck.redis", "redis://127.0.0.1:1",
            "jetty.session.coatcheck.requestTimeout", "soon",
            "jetty.session.coatcheck.sweepIntervall", "3s",
            "jetty.session.coatcheck.retention", "",
            "jetty.session.savePeriod.seconds", "0"));

    assertThatThrownBy(server::start)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("requestTimeout: \"soon\"")
        .hasMessageContaining("sweepIntervall: is not a setting (from jetty.session.coatcheck)");
  }

  @Test
  void settingsWithoutAFactoryAreRefused() {
    assertThatThrownBy(() -> configure(List.of("etc/sessions/coatcheck/settings.xml"), Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("settings.xml")
        .hasMessageContaining("name that file first");
  }

  private static List<String> xmlOf(String module) throws IOException {
    String text = Files.readString(JETTY.resolve("modules").resolve(module + ".mod"), UTF_8);
    List<String> files = XML.matcher(text).results().map(file -> file.group()).toList();
    assertThat(files).isNotEmpty();
    return files;
  }

  /** In the order given; each file knows the ids of those before. */
  private void configure(List<String> files, Map<String, String> properties) throws Exception {
    List<XmlConfiguration> done = new ArrayList<>();
    for (String file : files) {
      XmlConfiguration next =
          new XmlConfiguration(new PathResourceFactory().newResource(JETTY.resolve(file)));
      next.getIdMap().put("Server", server);
      done.forEach(before -> next.getIdMap().putAll(before.getIdMap()));
      next.getProperties().putAll(properties);
      next.configure();
      done.add(next);
    }
  }
}
