package dev.coatcheck.session;

import org.jspecify.annotations.Nullable;

/**
 * An attribute's value cannot be turned into bytes, for instance because it holds a thread or a
 * socket. The message names the attribute, the offending class and what to do, never the value.
 */
public final class UnstorableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A refusal to store.
   *
   * @param type the class of the value
   * @param reason what is wrong and what to do, without the attribute's name
   */
  @SuppressWarnings("NullAway") // a cause may be null
  public UnstorableAttributeException(
      String attributeName, Class<?> type, String reason, @Nullable Throwable cause) {
    super(
        "attribute \"" + attributeName + "\" of " + type.getName() + " cannot be stored: " + reason,
        cause);
    this.reason = type.getName() + ": " + reason;
  }

  /** The value's class and what is wrong, without the attribute's name. */
  public String reason() {
    return reason;
  }
}
