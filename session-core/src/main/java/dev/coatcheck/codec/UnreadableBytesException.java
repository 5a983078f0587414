package dev.coatcheck.codec;

/** Stored bytes that make no sense here; the message names classes and fields, never values. */
final class UnreadableBytesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableBytesException(String message) {
    super(message);
  }

  UnreadableBytesException(String message, Throwable cause) {
    super(message, cause);
  }
}
