package dev.coatcheck.session;

/**
 * The store cannot be asked, or did not answer in time: nothing is known of the session, least of
 * all that it is gone. Adapters answer 503. The message names no session id and no value.
 */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
