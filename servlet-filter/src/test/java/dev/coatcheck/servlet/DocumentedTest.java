package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show for web.xml does what they say. */
class DocumentedTest {

  private static final Path ROOT = Path.of("..");
  private static final String HEAD =
      "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">";

  @AutoClose private static final RedisServer SERVER = RedisServer.start();
  @AutoClose private static final RedisProbe REDIS = SERVER.probe();

  @TempDir private Path directory;

  @BeforeEach
  void forget() {
    REDIS.command("FLUSHALL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/quickstart-filter.md"})
  void theFilterOfThePagesWorks(String page) throws IOException {
    List<String> filters =
        Pattern.compile("(?ms)^\\s*```xml\\R(.*?)^\\s*```$")
            .matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains("<filter>"))
            .toList();

    assertThat(filters).hasSize(1);
    assertWorks(HEAD + filters.get(0) + "</web-app>");
  }

  @Test
  void theExampleWorks() throws IOException {
    assertWorks(Files.readString(ROOT.resolve("examples/filter-war/WEB-INF/web.xml")));
  }

  private void assertWorks(String webXml) throws IOException {
    String here = webXml.replace("redis://127.0.0.1:6379", SERVER.uri());
    try (HeardLog log = new HeardLog();
        TestTomcat tomcat =
            new TestTomcat(
                directory,
                SERVER.uri(),
                here,
                (request, response) -> request.getSession().setAttribute("a", "1"))) {
      tomcat.get("/");

      assertThat(REDIS.keys("cc:shop:*:s:*")).hasSize(1);
      assertThat(tomcat.context().findFilterDefs()).hasSize(1);
      assertThat(log.messages()).noneMatch(message -> message.contains("filter-mapping"));
    }
  }
}
