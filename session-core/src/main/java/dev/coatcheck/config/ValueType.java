package dev.coatcheck.config;

/** What the text of a setting must look like, and what it means. Immutable. */
interface ValueType<T> {

  /** Reads {@code text}, which is not empty and carries no blanks around it. */
  Parsed<T> parse(String text);

  /** What may be written, in a few words for the documentation. */
  String shape();

  /** The text as it may be logged: without secrets. */
  default String shown(String text) {
    return text;
  }
}
