package dev.coatcheck.config;

import java.util.function.Function;

/**
 * A part of the keys in Redis. Colons and braces would be taken for the structure of a key, blanks
 * and control characters make a key unusable in a terminal.
 */
final class NameType<T> implements ValueType<T> {

  private static final int LONGEST = 200;

  private final String punctuation;
  private final Function<String, T> result;

  /**
   * @param punctuation the characters allowed besides ASCII letters and digits
   */
  NameType(String punctuation, Function<String, T> result) {
    this.punctuation = punctuation;
    this.result = result;
  }

  @Override
  public Parsed<T> parse(String text) {
    if (text.length() > LONGEST) {
      return new Parsed.Refused<>("is too long", "write at most " + LONGEST + " characters");
    }
    if (!text.chars().allMatch(this::isAllowed)) {
      return new Parsed.Refused<>("holds a character that is not allowed", "write " + shape());
    }
    return new Parsed.Accepted<>(result.apply(text));
  }

  @Override
  public String shape() {
    return "letters, digits and " + String.join(" ", punctuation.split(""));
  }

  private boolean isAllowed(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || punctuation.indexOf(character) >= 0;
  }
}
