package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three snippets of the README, each in a node of its own, as the README says it: a Tomcat with
 * the context.xml, a Jetty after the command, and a Tomcat whose application has the filter in
 * web.xml. The three share the sessions of one application.
 */
class ReadmeIT {

  private static final String REDIS = "redis://127.0.0.1:6379";

  /** A slow machine is no reason for a 503. */
  private static final String PATIENT = "-Dcoatcheck.requestTimeout=30s";

  private final Page readme = Page.of("README.md");
  private final TomcatDistribution tomcat = TomcatLine.TOMCAT_10.distribution();

  @TempDir private Path directory;

  @Test
  void nodesMadeByTheThreeSnippetsShareASession() throws IOException, InterruptedException {
    RedisServer redis = RedisServer.start();
    Stream<ServerNode> nodes =
        Stream.of(withContextXml(redis), withModule(redis), withFilter(redis));
    try (Installation installation = new Installation(redis, nodes).start()) {
      Visitor visitor = installation.visitor();

      for (int visit = 1; visit <= 9; visit++) {
        assertThat(visitor.text("/app/counter")).isEqualTo(String.valueOf(visit));
      }
      assertThat(redis.probe().keys("cc:app:*:s:*")).hasSize(1);
    }
  }

  private ServerNode withContextXml(RedisServer redis) throws IOException {
    Path app = WebApp.at("/app").unpackTo(directory.resolve("context"));
    Path file = Files.createDirectories(app.resolve("META-INF")).resolve("context.xml");
    Files.writeString(file, readme.block("xml", "<Manager").replace(REDIS, redis.uri()));
    return tomcat
        .newNode("tomcat", nodes())
        .lib(Installation.jar())
        .webapp("app", app)
        .jvmOption(PATIENT)
        .create();
  }

  private ServerNode withModule(RedisServer redis) throws IOException, InterruptedException {
    ServerNode node =
        JettyLine.JETTY_12_0
            .distribution()
            .newNode("jetty", nodes())
            .unpack(Installation.archive())
            .jvmOption(PATIENT)
            .webapp("ee10", "app", WebApp.at("/app").unpackTo(directory.resolve("module")))
            .create();
    String home = JettyLine.JETTY_12_0.distribution().home().toString();
    // without a shell, where a system has none
    List<String> command =
        Stream.of(readme.block("sh", "start.jar").replace(REDIS, redis.uri()).split("[\\s\\\\]+"))
            .map(word -> word.replace("$JETTY_HOME", home))
            .map(word -> word.equals("java") ? System.getProperty("java.home") + "/bin/java" : word)
            .toList();
    Path said = node.base().resolve("logs/readme.txt");
    int exit =
        new ProcessBuilder(command)
            .directory(node.base().toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(() -> command + ": see " + said).isZero();
    return node;
  }

  private ServerNode withFilter(RedisServer redis) throws IOException {
    Path app = WebApp.at("/app").unpackTo(directory.resolve("filter"));
    FilterJar.ofJakarta().addTo(app, redis.uri(), Map.of());
    Path webXml = app.resolve("WEB-INF/web.xml");
    String end = "</web-app>";
    String with = readme.block("xml", "<filter>") + end;
    Files.writeString(webXml, Files.readString(webXml).replace(end, with));
    return tomcat.newNode("filter", nodes()).webapp("app", app).jvmOption(PATIENT).create();
  }

  private static Path nodes() {
    return Installation.target().resolve("nodes/readme");
  }
}
