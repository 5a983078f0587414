package dev.coatcheck.session;

/**
 * The stored bytes of one attribute cannot be turned into an object here, for instance because its
 * class is missing in this version of the application. The bytes stay in the store, and the other
 * attributes are not affected. The message names the attribute and the class, never the value.
 */
public final class UnreadableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableAttributeException(String message) {
    super(message);
  }

  public UnreadableAttributeException(String message, Throwable cause) {
    super(message, cause);
  }
}
