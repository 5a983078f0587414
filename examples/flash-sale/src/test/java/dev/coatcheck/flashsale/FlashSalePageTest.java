package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that runs write their numbers to. */
class FlashSalePageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "flash-sale.md");

  private static final Outcome WITH =
      new Outcome(
          Mode.COATCHECK, 300, 5, 60, 9_000, 70, 0, 0, Map.of("frozen", 3L), 8.5, 99, 1.25, 4);
  private static final Outcome WITHOUT =
      new Outcome(Mode.MEMORY, 300, 5, 60, 9_100, 60, 12, 13, Map.of(), 3.5, 50, 0, 2);

  @TempDir Path directory;

  /** Else the page shows numbers of a report that does not exist any more. */
  @Test
  void thePageHasTheRowsOfTheReport() throws Exception {
    String page = Files.readString(PAGE);

    for (String line : new Report(List.of(WITH, WITHOUT)).markdown().lines().toList()) {
      if (line.startsWith("| ")) {
        String name = line.substring(0, line.indexOf('|', 1) + 1);
        assertThat(page)
            .as("run mvn -q -Pdemo verify -Ddocs.write=true and commit the page")
            .contains("\n" + name);
      }
    }
  }

  @Test
  void theReportHasBothRunsSideBySide() {
    assertThat(new Report(List.of(WITH, WITHOUT)).markdown())
        .contains("| carts lost | 0 | 12 |")
        .contains("| logged out | 0 | 13 |")
        .contains("| Redis commands a request | 1.25 | none |")
        .contains("- Failed: frozen (3 with sessions Coatcheck, round robin).");
  }

  /** Whatever stands first. */
  @Test
  void whatIsJudgedIsTheRunWithCoatcheck() {
    Outcome judged = new Report(List.of(WITHOUT, WITH)).judged();

    assertThat(judged).isEqualTo(WITH);
    assertThat(judged.isGood()).isTrue();
    assertThat(judged.verdict()).startsWith("Nothing was lost");
    assertThat(WITHOUT.isGood()).isFalse();
    assertThat(WITHOUT.verdict()).startsWith("SOMETHING WAS LOST with sessions in memory");
  }

  @Test
  void aShopThatSoldNothingIsNotPraised() {
    Outcome idle =
        new Outcome(Mode.COATCHECK, 300, 3, 60, 900, 0, 0, 0, Map.of("down", 900L), 1, 1, 0, 0);

    assertThat(idle.isGood()).isFalse();
    assertThat(idle.verdict()).startsWith("NOTHING WAS SOLD");
  }

  @Test
  void onlyThePartBetweenTheMarkersIsReplaced() throws Exception {
    Path page = directory.resolve("page.md");
    Files.writeString(
        page, "before\n<!-- begin sale, written by the run -->\nold\n<!-- end sale -->\nafter\n");

    new FiguresPage(page).replace("sale", "| new |\n");

    assertThat(Files.readString(page))
        .startsWith("before\n")
        .endsWith("\nafter\n")
        .contains("| new |")
        .doesNotContain("old");
  }

  @Test
  void aPageWithoutTheMarkersIsLeftAlone() throws Exception {
    Path page = directory.resolve("page.md");
    Files.writeString(page, "nothing\n");

    assertThatThrownBy(() -> new FiguresPage(page).replace("sale", "new"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page.md")
        .hasMessageContaining("<!-- begin sale");
    assertThat(Files.readString(page)).isEqualTo("nothing\n");
  }
}
