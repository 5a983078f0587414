package dev.coatcheck.jetty;

import dev.coatcheck.session.Refused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.http.HttpException;

/**
 * Ends a request whose sessions cannot be read or saved. An error because Jetty takes whatever
 * exception a session store throws for "no session" or, once the application has answered, for a
 * success; Jetty itself answers this one with its status.
 */
final class RefusedRequestError extends Error implements HttpException {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty");

  private final Refused answer;

  /** Has neither cause nor stack trace, which Jetty may show to the client; the log has them. */
  private RefusedRequestError(Refused answer) {
    super(answer.text(), null, false, false);
    this.answer = answer;
  }

  /** The store does not answer: 503. */
  static RefusedRequestError unavailable(Throwable cause) {
    LOG.log(Level.DEBUG, "A request is refused", cause);
    return new RefusedRequestError(Refused.UNAVAILABLE);
  }

  /** The session holds something that cannot be stored: 500. */
  static RefusedRequestError notSaved() {
    return new RefusedRequestError(Refused.NOT_SAVED);
  }

  /** What the client is told. */
  Refused answer() {
    return answer;
  }

  @Override
  public int getCode() {
    return answer.status();
  }

  @Override
  public String getReason() {
    return answer.text();
  }
}
