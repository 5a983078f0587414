package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A change of a class.
 *
 * @param kind the row of the documentation that it belongs to
 * @param older the older version's class Data and what belongs to it; ` stands for "
 * @param newer the newer version's
 * @param shown an expression over data that both versions show, each with its own fields
 * @param forward what the newer version sees of the older one's value
 * @param backward what the older version sees of the newer one's value
 */
record ClassChange(
    Evolution kind,
    String name,
    String older,
    String newer,
    String shown,
    String forward,
    String backward) {

  /** Begins what is seen when the attribute is refused, before a part of the message. */
  static final String REFUSED = "refused: ";

  static List<ClassChange> all() {
    List<ClassChange> all = new ArrayList<>();
    FieldChanges.addTo(all);
    TypeChanges.addTo(all);
    OwnSerializationChanges.addTo(all);
    return all;
  }

  /** A change that both versions show by all fields of Data, in the order of their names. */
  static ClassChange of(
      Evolution kind, String name, String older, String newer, String forward, String backward) {
    return new ClassChange(kind, name, older, newer, "fields(data)", forward, backward);
  }

  /** A text with some of its parts put in. */
  static String fill(String text, Object... parts) {
    return String.format(Locale.ROOT, text, parts);
  }

  ClassChange shownBy(String expression) {
    return new ClassChange(kind, name, older, newer, expression, forward, backward);
  }

  @Override
  public String toString() {
    return kind + ": " + name;
  }
}
