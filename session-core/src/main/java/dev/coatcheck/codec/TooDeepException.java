package dev.coatcheck.codec;

/** More objects are nested in each other than another node may have the stack for. */
final class TooDeepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooDeepException() {
    super("the objects are nested too deeply", null, false, false);
  }
}
