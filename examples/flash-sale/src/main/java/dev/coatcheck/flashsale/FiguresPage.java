package dev.coatcheck.flashsale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation with a part between two markers that runs replace. */
final class FiguresPage {

  private final Path page;

  FiguresPage(Path page) {
    this.page = page;
  }

  /**
   * Replaces the part with a name.
   *
   * @throws IllegalArgumentException when the page has no such part
   */
  void replace(String part, String content) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- begin " + part + ", written by the run -->\n";
    String end = "<!-- end " + part + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          page + " has no part between " + begin.strip() + " and " + end);
    }
    Files.writeString(
        page,
        text.substring(0, from + begin.length()) + "\n" + content + "\n" + text.substring(to));
  }
}
