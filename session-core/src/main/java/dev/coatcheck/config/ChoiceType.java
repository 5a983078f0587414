package dev.coatcheck.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of the constants of an enum, written in lower case. */
final class ChoiceType<E extends Enum<E>> implements ValueType<E> {

  private final List<E> choices;

  ChoiceType(Class<E> type) {
    this.choices = List.copyOf(Arrays.asList(type.getEnumConstants()));
  }

  @Override
  public Parsed<E> parse(String text) {
    for (E choice : choices) {
      if (written(choice).equals(text)) {
        return new Parsed.Accepted<>(choice);
      }
    }
    return new Parsed.Refused<>("is not one of the choices", "write " + listed(" or "));
  }

  @Override
  public String shape() {
    return listed(" or ");
  }

  private String listed(String separator) {
    return String.join(separator, choices.stream().map(ChoiceType::written).toList());
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
