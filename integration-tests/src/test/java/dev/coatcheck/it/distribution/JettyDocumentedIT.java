package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettySetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users copy: the jetty.base of the examples, and the XML by which the quick start gives one
 * application a store of its own, in ee10 and in ee8.
 */
class JettyDocumentedIT {

  private static Installation installation;

  @BeforeAll
  static void install(@TempDir Path directory) throws IOException {
    Path app = WebApp.at("/app").unpackTo(directory.resolve("ee10"));
    Path javaEe =
        JavaEeWar.of(JettyLine.JETTY_12_0.distribution()).unpack(WebApp.at("/java-ee"), directory);
    Path ofEe10 = contextXml(directory, "ee10", app);
    Path ofEe8 = contextXml(directory, "ee8", javaEe);
    installation =
        Installation.of(
            "documented-jetty",
            (node, redis) -> {
              JettySetup setup =
                  JettyLine.JETTY_12_0
                      .distribution()
                      .newNode(node.getFileName().toString(), node.getParent());
              return setup
                  .unpack(Installation.archive())
                  .copy(Page.REPOSITORY.resolve("examples/jetty-base"))
                  .jvmOption("-Dcoatcheck.redis=" + redis.uri()) // not the example's, on 6379
                  .webapp("ee10", "example", app)
                  .webapp("ee10", "ofEe10", ofEe10)
                  .webapp("ee8", "ofEe8", ofEe8)
                  .create();
            });
    installation.start();
  }

  @AfterAll
  static void uninstall() {
    installation.close();
  }

  @Test
  void theExampleServesASessionFromBothNodes() {
    goesOnOnTheOtherNode("/example", "example");
  }

  @Test
  void anApplicationOfEe10WithAStoreOfItsOwnDoesToo() {
    goesOnOnTheOtherNode("/ee10", "ns-ee10");
  }

  @Test
  void anApplicationOfEe8WithAStoreOfItsOwnDoesToo() {
    goesOnOnTheOtherNode("/ee8", "ns-ee8");
  }

  private static void goesOnOnTheOtherNode(String app, String namespace) {
    Visitor visitor = installation.visitor();
    for (int visit = 1; visit <= 4; visit++) {
      assertThat(visitor.text(app + "/counter")).isEqualTo(String.valueOf(visit));
    }
    assertThat(installation.redis().probe().keys("cc:" + namespace + ":*:s:*")).isNotEmpty();
  }

  /** The quick start's, for another application, path and namespace. */
  private static Path contextXml(Path directory, String environment, Path war) throws IOException {
    String xml =
        Page.of("docs/quickstart-jetty.md")
            .block("xml", "org.eclipse.jetty." + environment + ".webapp.")
            .replaceFirst("<Set name=\"war\">.*</Set>", "<Set name=\"war\">" + war + "</Set>")
            .replace("<Arg>shop</Arg>", "<Arg>ns-" + environment + "</Arg>")
            .replace(">/shop<", ">/" + environment + "<");
    return Files.writeString(directory.resolve(environment + ".xml"), xml);
  }
}
