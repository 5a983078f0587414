package dev.coatcheck.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** The answer to a request whose sessions cannot be saved. */
final class Refusal {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String UNAVAILABLE =
      "The sessions of this application cannot be reached at the moment. Please try again.\n";
  private static final String FAILED = "The session could not be saved.\n";

  private Refusal() {}

  /**
   * Sends a short answer in the place of the application's response, with none of its headers and
   * above all no cookie. To be called before the commit.
   *
   * <p>The response is finished at once: whatever the application still writes has to be dropped,
   * also the rest of what it is just writing, and only the HTTP/1.1 processor would do so for the
   * sake of the content length.
   */
  static void send(Request request, int status) {
    Response response = request.getResponse();
    org.apache.coyote.Response coyote = response.getCoyoteResponse();
    response.reset();
    coyote.setStatus(status);
    boolean passing = status == HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    if (passing) {
      coyote.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    coyote.setContentType("text/plain;charset=utf-8");
    request.removeAttribute(org.apache.coyote.Constants.SENDFILE_FILENAME_ATTR);
    try {
      byte[] text = (passing ? UNAVAILABLE : FAILED).getBytes(StandardCharsets.UTF_8);
      coyote.setContentLength(text.length);
      coyote.doWrite(ByteBuffer.wrap(text)); // leaves it to the application to ask for a writer
      response.finishResponse();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The client did not wait for its answer", e);
    }
  }
}
