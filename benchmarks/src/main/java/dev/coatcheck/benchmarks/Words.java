package dev.coatcheck.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;

/** Makes up text, amounts and dates, the same ones each time. Confined to one thread. */
@SuppressWarnings("JavaUtilDate") // what old applications have
final class Words {

  private static final String[] SYLLABLES = {
    "an", "be", "co", "da", "er", "fi", "go", "hal", "in", "ka", "la", "mi", "no", "or", "pe", "ra",
    "sto", "ta", "un", "ver", "wi", "za"
  };
  private static final long NEW_YEAR = 1_767_225_600_000L;
  private static final long YEAR_IN_SECONDS = 31_536_000L;

  private final Random random = new Random(7);
  private final List<String> tags = new ArrayList<>();

  Words() {
    for (int i = 0; i < 20; i++) {
      tags.add(word());
    }
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(T[] all) {
    return all[below(all.length)];
  }

  String word() {
    StringBuilder word = new StringBuilder();
    for (int i = below(3) + 2; i > 0; i--) {
      word.append(oneOf(SYLLABLES));
    }
    return word.toString();
  }

  /** Two words with capitals. */
  String name() {
    return capital(word()) + ' ' + capital(word());
  }

  String sentence(int words) {
    StringBuilder sentence = new StringBuilder(capital(word()));
    for (int i = 1; i < words; i++) {
      sentence.append(' ').append(word());
    }
    return sentence.append('.').toString();
  }

  /** Some of a few strings, each the same object wherever it stands. */
  List<String> tags() {
    List<String> some = new ArrayList<>();
    for (int i = below(3) + 1; i > 0; i--) {
      some.add(tags.get(below(tags.size())));
    }
    return some;
  }

  BigDecimal amount() {
    return BigDecimal.valueOf(below(100_000), 2);
  }

  Date date() {
    return new Date(NEW_YEAR + 1000 * random.nextLong(YEAR_IN_SECONDS));
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
