package dev.coatcheck.config;

/** What became of a setting's text. */
sealed interface Parsed<T> {

  /** The text is understood. */
  record Accepted<T>(T value) implements Parsed<T> {}

  /**
   * The text is not understood, or not allowed.
   *
   * @param problem what is wrong, to be read after the value
   * @param remedy what to write instead, an order
   */
  record Refused<T>(String problem, String remedy) implements Parsed<T> {}
}
