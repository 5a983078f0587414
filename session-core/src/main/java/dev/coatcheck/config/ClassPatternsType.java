package dev.coatcheck.config;

import java.io.ObjectInputFilter;
import java.util.regex.Pattern;

/** {@code none}, {@code learn}, or patterns in the syntax of Java's serialization filters. */
final class ClassPatternsType implements ValueType<ClassPatterns> {

  private static final String EXAMPLE = "write patterns such as com.shop.**;!*";

  /** Java takes it literally, and no class has such a name. */
  private static final Pattern STAR_BEFORE_THE_END = Pattern.compile("\\*[^*;]");

  @Override
  public Parsed<ClassPatterns> parse(String text) {
    if (text.equals("none")) {
      return new Parsed.Accepted<>(ClassPatterns.NONE);
    }
    if (text.equals("learn")) {
      return new Parsed.Accepted<>(ClassPatterns.LEARN);
    }
    if (text.contains("=")) {
      return new Parsed.Refused<>(
          "sets a limit, which would have no effect here", EXAMPLE + "; see maxAttributeSize");
    }
    if (text.contains(",") || text.contains(" ")) {
      return new Parsed.Refused<>("is not separated by semicolons alone", EXAMPLE);
    }
    if (STAR_BEFORE_THE_END.matcher(text).find()) {
      return new Parsed.Refused<>("holds a * before the end of a pattern", EXAMPLE);
    }
    try {
      return ObjectInputFilter.Config.createFilter(text) == null
          ? new Parsed.Refused<>("holds no pattern", EXAMPLE)
          : new Parsed.Accepted<>(new ClassPatterns(false, text));
    } catch (IllegalArgumentException e) {
      return new Parsed.Refused<>("holds a wrong pattern (" + e.getMessage() + ")", EXAMPLE);
    }
  }

  @Override
  public String shape() {
    return "none, learn, or patterns such as `com.shop.**;!*`";
  }
}
