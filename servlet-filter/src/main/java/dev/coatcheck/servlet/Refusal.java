package dev.coatcheck.servlet;

import dev.coatcheck.session.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The answer to a request whose sessions cannot be saved. */
final class Refusal {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private Refusal() {}

  /**
   * Sends a short answer in the place of the application's response, with none of its headers and
   * above all no cookie. To be called before the commit, with the container's response.
   */
  static void send(HttpServletResponse response, Refused answer) {
    try {
      response.reset();
      byte[] text = answer.body();
      response.setStatus(answer.status());
      if (answer.retryAfterSeconds() != null) {
        response.setHeader("Retry-After", answer.retryAfterSeconds());
      }
      response.setContentType(Refused.CONTENT_TYPE);
      response.setContentLength(text.length);
      response.getOutputStream().write(text);
      response.flushBuffer();
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "The client did not wait for its answer", e);
    }
  }
}
