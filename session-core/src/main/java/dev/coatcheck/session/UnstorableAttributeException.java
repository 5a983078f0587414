package dev.coatcheck.session;

/**
 * An attribute's value cannot be turned into bytes, for instance because it holds a thread or a
 * socket. The message names the attribute, the offending class and what to do, never the value.
 */
public final class UnstorableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnstorableAttributeException(String message) {
    super(message);
  }

  public UnstorableAttributeException(String message, Throwable cause) {
    super(message, cause);
  }
}
