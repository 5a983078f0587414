package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run with many instances, with few of them. */
@Tag("full")
class InstancesRunIT {

  @TempDir Path work;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  @Test
  void nothingIsLostWhileTheFleetGrowsLosesAMachineAndShrinks() throws Exception {
    InstancesReport report = run("coatcheck");

    assertThat(report.lostSomething()).as(report.text()).isFalse();
    assertThat(row(report, ""))
        .containsExactly("2 nodes", "4 nodes", "6 nodes", "4 nodes", "2 nodes");
    assertThat(row(report, "virtual machines")).containsExactly("1", "2", "3", "2", "1");
    assertThat(row(report, "requests")).doesNotContain("0");
    assertThat(row(report, "connections to Redis")).doesNotContain("0");
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("kill -9 of a virtual machine: 2 nodes are gone at once");
  }

  /** Else it would praise whatever it is run with. */
  @Test
  void whatIsLostInMemoryIsReported() throws Exception {
    InstancesReport report = run("memory");

    assertThat(report.lostSomething()).as(report.text()).isTrue();
    assertThat(row(report, "Redis commands a request")).containsOnly("0.00");
  }

  private InstancesReport run(String modes) throws IOException {
    Properties properties = new Properties();
    for (String name :
        List.of(
            "demo.tomcat", "demo.jar", "demo.jetty", "demo.archive", "demo.war", "demo.war.next")) {
      properties.setProperty(name, System.getProperty(name));
    }
    properties.setProperty("demo.work", work.toString());
    properties.setProperty("demo.port", String.valueOf(ServerNode.freePort()));
    properties.setProperty("demo.users", "60");
    properties.setProperty("demo.stretch", "3");
    properties.setProperty("demo.modes", modes);
    properties.setProperty("demo.instances", "2,4,6");
    Settings settings = Settings.of(properties);
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    try (Balancer balancer = new Balancer(settings.port());
        InstancesRun run = new InstancesRun(settings, balancer, new Chronicle(out))) {
      balancer.start(new Handler.Wrapper());
      return run.play();
    }
  }

  /** The values of a row. */
  private static List<String> row(InstancesReport report, String name) {
    return report
        .markdown()
        .lines()
        .filter(line -> line.startsWith("| " + name + " |"))
        .findFirst()
        .map(line -> List.of(line.substring(name.length() + 5).split(" \\|(?: |$)", 0)))
        .orElseThrow();
  }
}
