package dev.coatcheck.it.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the documentation, or a part of it, for tests that do what it says.
 *
 * @param text Markdown
 */
record Page(String text) {

  /** The repository's root, where its pages expect the reader to be. */
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /**
   * Reads a page.
   *
   * @param file from the repository's root on
   */
  static Page of(String file) {
    try {
      return new Page(Files.readString(REPOSITORY.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one section whose heading matches.
   *
   * @param heading a regular expression for the whole of it
   */
  Page section(String heading) {
    return new Page(only("(?ms)^## (?:" + heading + ")$.*?(?=^## |\\z)"));
  }

  /**
   * What the blocks in one language hold, without the indentation of a list that they stand in.
   *
   * @param language what stands behind the opening fence
   */
  List<String> blocks(String language) {
    return Pattern.compile("(?ms)^( *)```" + language + "\\R(.*?)^\\1```$")
        .matcher(text)
        .results()
        .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
        .toList();
  }

  /** The one block in a language that contains some words. */
  String block(String language, String words) {
    List<String> blocks = blocks(language).stream().filter(b -> b.contains(words)).toList();
    if (blocks.size() != 1) {
      throw new AssertionError(blocks.size() + " blocks with " + words + " in:\n" + text);
    }
    return blocks.get(0);
  }

  private String only(String pattern) {
    List<String> found =
        Pattern.compile(pattern).matcher(text).results().map(match -> match.group()).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " matches of " + pattern + " in:\n" + text);
    }
    return found.get(0);
  }
}
