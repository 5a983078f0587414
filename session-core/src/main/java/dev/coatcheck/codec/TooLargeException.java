package dev.coatcheck.codec;

/** A value needs more bytes than one attribute may have. */
final class TooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooLargeException() {
    super("the value is larger than an attribute may be", null, false, false);
  }
}
