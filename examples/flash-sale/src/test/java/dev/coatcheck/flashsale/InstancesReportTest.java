package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What is told about a run with many instances, and what may be asked for. */
class InstancesReportTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "flash-sale.md");

  private static final Phase TEN = phase("10 nodes", 1, 0, 0, Map.of(), OptionalLong.of(200 << 20));

  @Test
  void thePhasesStandSideBySide() {
    Phase thirty = phase("30 nodes", 3, 1, 2, Map.of("frozen", 3L), OptionalLong.empty());

    InstancesReport report = new InstancesReport(List.of(TEN, thirty));

    assertThat(report.markdown())
        .startsWith("|  | 10 nodes | 30 nodes |\n| --- | ---: | ---: |\n")
        .contains("| virtual machines | 1 | 3 |")
        .contains("| carts lost | 0 | 1 |")
        .contains("| logged out | 0 | 2 |")
        .contains("| failed requests | 0 | 3 |")
        .contains("| requests a second | 30 | 30 |")
        .contains("| Redis commands a request | 1.25 | 1.25 |")
        .contains("| memory of the virtual machines, MB | 200 | not told |")
        .contains("- Failed: frozen (3 with 30 nodes).");
    assertThat(report.text().lines()).anyMatch(line -> line.matches("  carts lost +0 +1"));
  }

  @Test
  void aLossInAnyPhaseIsALoss() {
    assertThat(new InstancesReport(List.of(TEN, TEN)).lostSomething()).isFalse();
    assertThat(losing(1, 0)).isTrue();
    assertThat(losing(0, 1)).isTrue();
  }

  /** Else the page shows numbers of a report that does not exist any more. */
  @Test
  void thePageHasTheRowsOfTheReport() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("<!-- begin instances");

    for (String line : new InstancesReport(List.of(TEN)).markdown().lines().toList()) {
      if (line.startsWith("| ")) {
        assertThat(page.substring(begin))
            .as("run mvn -q -Pdemo verify -Ddemo.instances -Ddocs.write=true and commit the page")
            .contains("\n" + line.substring(0, line.indexOf('|', 1) + 1));
      }
    }
  }

  @Test
  void theFleetsOfTheStoryAreTakenUnlessOthersAreNamed() {
    assertThatInstances("true").hasMessageNotContaining("demo.instances");
    assertThatInstances("2, 4,6").hasMessageNotContaining("demo.instances");
    for (String wrong : List.of("4,2", "3,3", "0,1", "10,201", "few", "1,,2")) {
      assertThatInstances(wrong)
          .hasMessageContaining(
              "demo.instances: \""
                  + wrong
                  + "\" is no list of growing numbers from 1 to 200, with commas between them");
    }
  }

  @Test
  void aFleetOfOneSizeCannotGrow() {
    assertThatInstances("10")
        .hasMessageContaining("demo.instances: \"10\" is one size only; name two or more");
  }

  /** The other settings are missing, which is told as well. */
  private static AbstractThrowableAssert<?, ?> assertThatInstances(String text) {
    Properties properties = new Properties();
    properties.setProperty("demo.instances", text);
    return assertThatThrownBy(() -> Settings.of(properties)).hasMessageContaining("demo.tomcat");
  }

  private static boolean losing(long cartsLost, long loggedOut) {
    Phase lossy = phase("10 nodes", 1, cartsLost, loggedOut, Map.of(), OptionalLong.empty());
    return new InstancesReport(List.of(TEN, lossy)).lostSomething();
  }

  private static Phase phase(
      String title,
      int machines,
      long cartsLost,
      long loggedOut,
      Map<String, Long> failures,
      OptionalLong bytes) {
    return new Phase(
        title, machines, 20, 5, 600, cartsLost, loggedOut, failures, 8.5, 99, 750, 20, bytes);
  }
}
