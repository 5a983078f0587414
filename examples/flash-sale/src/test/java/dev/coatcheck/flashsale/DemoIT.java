package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as {@code mvn -Pdemo verify} runs it. */
class DemoIT {

  @TempDir Path work;

  @Test
  void nothingIsLostWithCoatcheck() throws Exception {
    Outcome outcome = run("-Ddemo.port=" + freePort());

    assertThat(outcome.text()).contains("Nothing was lost").contains("kill -9");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void nothingIsLostBetweenATomcatAndAJetty() throws Exception {
    Outcome outcome = run("-Ddemo.port=" + freePort(), "-Ddemo.nodes=tomcat,jetty");

    assertThat(outcome.text()).contains("tomcat-1", "jetty-2", "Nothing was lost", "kill -9");
    assertThat(outcome.code()).isZero();
  }

  /** Else the demo would praise whatever it is run with. */
  @Test
  void whatIsLostWithoutCoatcheckIsReported() throws Exception {
    Outcome outcome = run("-Ddemo.port=" + freePort(), "-Ddemo.memory");

    assertThat(outcome.text())
        .contains("SOMETHING WAS LOST")
        .contains("does not know Ada any more")
        .contains("shows the cart {} instead of {scarf=1}");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aTakenPortIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Outcome outcome = run("-Ddemo.port=" + taken.getLocalPort());

      assertThat(outcome.text())
          .contains("port " + taken.getLocalPort() + " is taken by another program")
          .contains("-Ddemo.port=");
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @Test
  void allWrongSettingsAreNamedAtOnce() throws Exception {
    Outcome outcome = run("-Ddemo.port=eighty", "-Ddemo.nodes=0", "-Ddemo.war=nowhere.war");

    assertThat(outcome.text())
        .contains("demo.port: \"eighty\"")
        .contains("demo.nodes: \"0\"")
        .contains("demo.war: \"nowhere.war\" is not there");
    assertThat(outcome.code()).isEqualTo(1);
  }

  private Outcome run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name :
        List.of("demo.tomcat", "demo.jar", "demo.jetty", "demo.archive", "demo.war")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    command.add("-Ddemo.work=" + work);
    command.addAll(List.of(options));
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(Demo.class.getName());
    Path output = work.resolve("output");
    Process demo =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(demo.waitFor(4, TimeUnit.MINUTES)).as("it ends by itself").isTrue();
      return new Outcome(demo.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      demo.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private record Outcome(int code, String text) {}
}
