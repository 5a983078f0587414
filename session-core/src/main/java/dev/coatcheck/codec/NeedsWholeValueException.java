package dev.coatcheck.codec;

/**
 * Leaves Kryo in the middle of a graph: something in it brings its own serialization, so the whole
 * value goes through Java's. An object that both wrote would come back as two.
 */
final class NeedsWholeValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NeedsWholeValueException() {
    super("for the codec only", null, false, false);
  }
}
