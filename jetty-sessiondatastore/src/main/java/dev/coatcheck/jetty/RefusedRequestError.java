package dev.coatcheck.jetty;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Ends a request whose sessions cannot be read or saved. An error because Jetty takes whatever
 * exception a session store throws for "no session" or, once the application has answered, for a
 * success; Jetty itself answers this one with its status.
 */
final class RefusedRequestError extends Error implements HttpException {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  private final int code;
  private final String reason;

  /** Has neither cause nor stack trace, which Jetty may show to the client; the log has them. */
  private RefusedRequestError(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  /** The store does not answer: 503. */
  static RefusedRequestError unavailable(Throwable cause) {
    LOG.log(Level.DEBUG, "A request is refused", cause);
    return new RefusedRequestError(
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "The sessions of this application cannot be reached at the moment. Please try again.");
  }

  /** The session holds something that cannot be stored: 500. */
  static RefusedRequestError notSaved() {
    return new RefusedRequestError(
        HttpStatus.INTERNAL_SERVER_ERROR_500, "The session could not be saved.");
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
