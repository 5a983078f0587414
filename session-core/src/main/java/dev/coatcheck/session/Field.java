package dev.coatcheck.session;

/**
 * Names of a record's fields. An application's attribute and an adapter's note of the same name are
 * two fields, and neither can meet the store's own metadata, whose names begin with {@code !}.
 */
public final class Field {

  private static final char ATTRIBUTE = '@';
  private static final char NOTE = '$';

  private Field() {}

  /** The field of an attribute that the application sees. */
  public static String ofAttribute(String attributeName) {
    return ATTRIBUTE + attributeName;
  }

  /** The field of a private value of an adapter, such as the login; applications never see it. */
  public static String ofNote(String noteName) {
    return NOTE + noteName;
  }

  /** Whether the field holds an attribute that the application sees. */
  public static boolean isAttribute(String field) {
    return !field.isEmpty() && field.charAt(0) == ATTRIBUTE;
  }

  /** Whether the field holds an adapter's private value. */
  public static boolean isNote(String field) {
    return !field.isEmpty() && field.charAt(0) == NOTE;
  }

  /** The attribute's or note's own name. */
  public static String nameOf(String field) {
    return field.substring(1);
  }
}
