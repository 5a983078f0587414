package dev.coatcheck.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** The answer to a request whose sessions cannot be saved. */
final class Refusal {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String UNAVAILABLE =
      "The sessions of this application cannot be reached at the moment. Please try again.\n";
  private static final String FAILED = "The session could not be saved.\n";

  private Refusal() {}

  /**
   * Sends a short answer in the place of the application's response, with none of its headers and
   * above all no cookie. To be called before the commit, with the container's response.
   */
  static void send(HttpServletResponse response, int status) {
    try {
      response.reset();
      boolean passing = status == HttpServletResponse.SC_SERVICE_UNAVAILABLE;
      byte[] text = (passing ? UNAVAILABLE : FAILED).getBytes(StandardCharsets.UTF_8);
      response.setStatus(status);
      if (passing) {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
      }
      response.setContentType("text/plain;charset=utf-8");
      response.setContentLength(text.length);
      response.getOutputStream().write(text);
      response.flushBuffer();
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "The client did not wait for its answer", e);
    }
  }
}
