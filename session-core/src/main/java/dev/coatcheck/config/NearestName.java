package dev.coatcheck.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody meant who wrote another one. */
final class NearestName {

  private static final int FEWEST_EDITS_FORGIVEN = 2;
  private static final int LETTERS_PER_FORGIVEN_EDIT = 4;

  private NearestName() {}

  /** The candidate most like {@code written}, or null when none is like it. */
  static @Nullable String among(Collection<String> candidates, String written) {
    String wanted = letters(written);
    String nearest = null;
    int fewest = Math.max(FEWEST_EDITS_FORGIVEN, wanted.length() / LETTERS_PER_FORGIVEN_EDIT) + 1;
    for (String candidate : candidates) {
      int edits = edits(wanted, letters(candidate));
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** The name without what only distinguishes one way of writing it from another. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replaceFirst("^coatcheck", "");
  }

  /** How many letters must be inserted, deleted or replaced (Levenshtein's distance). */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
