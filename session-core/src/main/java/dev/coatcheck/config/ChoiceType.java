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
    return new Parsed.Refused<>("is not one of the choices", "write " + listed());
  }

  @Override
  public String shape() {
    return listed();
  }

  private String listed() {
    List<String> names = choices.stream().map(ChoiceType::written).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
