package dev.coatcheck.session;

import org.jspecify.annotations.Nullable;

/**
 * The stored bytes of one attribute cannot be turned into an object here, for instance because its
 * class is missing in this version of the application. The other attributes are not affected. The
 * message names the attribute and the class, never the value.
 */
public final class UnreadableAttributeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * A refusal to read.
   *
   * @param reason what is wrong, naming the class where there is one; without the attribute's name,
   *     so that attributes with the same fault can be told as one
   * @param remedy what to do
   */
  @SuppressWarnings("NullAway") // a cause may be null
  public UnreadableAttributeException(
      String attributeName, String reason, String remedy, @Nullable Throwable cause) {
    super(
        "attribute \"" + attributeName + "\" cannot be read here: " + reason + "; " + remedy,
        cause);
    this.reason = reason;
  }

  /** What is wrong, without the attribute's name. */
  public String reason() {
    return reason;
  }
}
