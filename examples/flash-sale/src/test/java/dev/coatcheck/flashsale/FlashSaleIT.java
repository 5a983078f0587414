package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sale as {@code mvn -Pdemo verify} runs it, with fewer shoppers. */
class FlashSaleIT {

  @TempDir Path work;

  @Test
  void nothingIsLostWithCoatcheckAndMuchWithout() throws Exception {
    Said said = run();

    assertThat(said.text())
        .contains("kill -9", "has stopped", "runs release 2", "Redis is frozen", "Redis goes on")
        .contains("Nothing was lost");
    assertThat(said.row("carts sold")).doesNotStartWith("0").doesNotEndWith(" 0");
    assertThat(said.row("carts lost")).startsWith("0").doesNotEndWith(" 0");
    assertThat(said.row("logged out")).startsWith("0").doesNotEndWith(" 0");
    assertThat(said.code()).isZero();
  }

  /** Else it would praise whatever it is run with. */
  @Test
  @Tag("full")
  void whatIsLostWithoutCoatcheckIsReported() throws Exception {
    Said said = run("-Ddemo.modes=memory");

    assertThat(said.text()).contains("SOMETHING WAS LOST with sessions in memory, sticky");
    assertThat(said.code()).isEqualTo(1);
  }

  /** A shop that nobody can enter loses nothing either. */
  @Test
  void aShopThatDoesNotStartIsNamed() throws Exception {
    Path war = Files.writeString(work.resolve("broken.war"), "this is no archive");

    Said said = run("-Ddemo.war=" + war);

    assertThat(said.text()).contains("the shop on ", " answers with 404", "logs");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void aTakenPortIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Said said = run("-Ddemo.port=" + taken.getLocalPort());

      assertThat(said.text())
          .contains("port " + taken.getLocalPort() + " is taken by another program")
          .contains("-Ddemo.port=");
      assertThat(said.code()).isEqualTo(1);
    }
  }

  @Test
  void allWrongSettingsAreNamedAtOnce() throws Exception {
    Said said =
        run("-Ddemo.port=eighty", "-Ddemo.nodes=0", "-Ddemo.war=nowhere.war", "-Ddemo.modes=file");

    assertThat(said.text())
        .contains("demo.port: \"eighty\"")
        .contains("demo.nodes: \"0\"")
        .contains("demo.war: \"nowhere.war\" is not there")
        .contains("demo.modes: \"file\"");
    assertThat(said.code()).isEqualTo(1);
  }

  private Said run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name :
        List.of(
            "demo.tomcat", "demo.jar", "demo.jetty", "demo.archive", "demo.war", "demo.war.next")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    command.add("-Ddemo.work=" + work);
    command.add("-Ddemo.port=" + ServerNode.freePort());
    command.add("-Ddemo.users=60");
    command.add("-Ddemo.stretch=4");
    command.addAll(List.of(options));
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(FlashSale.class.getName());
    Path output = work.resolve("output");
    Process demo =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(demo.waitFor(15, TimeUnit.MINUTES)).as("it ends by itself").isTrue();
      return new Said(demo.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      demo.destroyForcibly();
    }
  }

  private record Said(int code, String text) {

    /** The numbers in a row of the report. */
    String row(String name) {
      return text.lines()
          .filter(line -> line.strip().startsWith(name))
          .findFirst()
          .map(line -> line.strip().substring(name.length()).strip())
          .orElse("");
    }
  }
}
