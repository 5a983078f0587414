package dev.coatcheck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, parts of which are rendered from code and held to it by a test. */
public final class Documentation {

  private static final String WRITE = "docs.write";
  private static final Path DIRECTORY = Path.of("..", "docs");

  private final Path file;

  private Documentation(Path file) {
    this.file = file;
  }

  /** The page of that file name in {@code docs}, or {@code ../README.md}. */
  public static Documentation page(String name) {
    return new Documentation(DIRECTORY.resolve(name));
  }

  /** The whole page. */
  public String text() throws IOException {
    return Files.readString(file, UTF_8);
  }

  /**
   * The contents of the page's code blocks in one language.
   *
   * @param language what stands behind the opening fence
   */
  public List<String> blocks(String language) throws IOException {
    Matcher matcher = Pattern.compile("(?ms)^ *```" + language + "\\R(.*?)^ *```$").matcher(text());
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  /** Fails unless {@code rendered} stands between the page's markers of that name. */
  public void assertShows(String marker, String rendered) throws IOException {
    String begin = "<!-- begin " + marker + ", rendered from code -->\n";
    String end = "<!-- end " + marker + " -->\n";
    String page = text();
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    assertThat(to).as("the markers of %s are in %s", marker, file).isGreaterThanOrEqualTo(from);
    if (Boolean.getBoolean(WRITE)) {
      page = page.substring(0, from) + rendered + page.substring(to);
      Files.writeString(file, page, UTF_8);
      return;
    }
    assertThat(page.substring(from, to))
        .as("%s is stale; run this test once with -D%s=true and commit the file", file, WRITE)
        .isEqualTo(rendered);
  }
}
