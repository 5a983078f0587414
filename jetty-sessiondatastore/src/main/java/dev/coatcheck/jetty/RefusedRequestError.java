package dev.coatcheck.jetty;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Ends a request whose sessions cannot be read or saved. An error because Jetty takes whatever
 * exception a session store throws for "no session" or, once the application has answered, for a
 * success; Jetty itself answers this one with its status.
 */
final class RefusedRequestError extends Error implements HttpException {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  private RefusedRequestError(int code, String reason, Throwable cause) {
    super(reason, cause);
    this.code = code;
    this.reason = reason;
  }

  /** The store does not answer: 503. */
  static RefusedRequestError unavailable(Throwable cause) {
    return new RefusedRequestError(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "The sessions of this application cannot be reached at the moment. Please try again.",
        cause);
  }

  /** The session holds something that cannot be stored: 500. */
  static RefusedRequestError notSaved(Throwable cause) {
    return new RefusedRequestError(
        HttpStatus.INTERNAL_SERVER_ERROR_500, "The session could not be saved.", cause);
  }

  @Override
  public int getCode() {
    return code;
  }

  @Override
  public String getReason() {
    return reason;
  }
}
