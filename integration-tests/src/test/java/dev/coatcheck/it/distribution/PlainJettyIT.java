package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.jetty.JettyNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Jetty without us: shows that the nodes of the other tests are what they seem to be. */
class PlainJettyIT {

  /** Jetty's store of files may still be writing when the answer is there: only a stop is sure. */
  @Test
  void eachEnvironmentKeepsItsSessionsOverAStop(@TempDir Path directory) {
    Path app = WebApp.at("/app").unpackTo(directory);
    try (JettyNode node =
        JettyLine.JETTY_12_0
            .distribution()
            .newNode("plain", Installation.target().resolve("nodes"))
            .modules("session-store-file")
            .webapp("ee9", "nine", app)
            .webapp("ee10", "ten", app)
            .user("ada", "secret", "member,admin")
            .create()) {
      node.start();
      int port = node.port();
      long pid = node.pid();
      node.kill();
      node.start();
      Visitor visitor = new Visitor(List.of(node.uri("/")));
      assertCounts(visitor, 1);

      node.stop();
      node.start();

      assertCounts(visitor, 2);
      assertThat(node.port()).isEqualTo(port);
      assertThat(node.pid()).isNotEqualTo(pid);
      assertThat(visitor.text("/ten/login?user=ada&password=secret"))
          .isEqualTo("ada API member=true admin=true");
      assertThat(node.log()).contains("Stopped oejs.Server");
    }
  }

  private static void assertCounts(Visitor visitor, int count) {
    assertThat(visitor.text("/nine/counter")).isEqualTo(String.valueOf(count));
    assertThat(visitor.text("/ten/counter")).isEqualTo(String.valueOf(count));
  }
}
