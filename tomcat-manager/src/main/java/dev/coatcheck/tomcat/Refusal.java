package dev.coatcheck.tomcat;

import dev.coatcheck.session.Refused;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** The answer to a request whose sessions cannot be saved. */
final class Refusal {

  private static final Logger LOG = System.getLogger("dev.coatcheck.tomcat");

  private Refusal() {}

  /**
   * Sends a short answer in the place of the application's response, with none of its headers and
   * above all no cookie. To be called before the commit.
   *
   * <p>The response is finished at once: whatever the application still writes has to be dropped,
   * also the rest of what it is just writing, and only the HTTP/1.1 processor would do so for the
   * sake of the content length.
   */
  static void send(Request request, Refused answer) {
    Response response = request.getResponse();
    org.apache.coyote.Response coyote = response.getCoyoteResponse();
    response.reset();
    coyote.setStatus(answer.status());
    if (answer.retryAfterSeconds() != null) {
      coyote.setHeader("Retry-After", answer.retryAfterSeconds());
    }
    // Tomcat 10.1.55's setContentType makes "charset=null" of a charset
    coyote.setContentTypeNoCharset(Refused.CONTENT_TYPE);
    request.removeAttribute(org.apache.coyote.Constants.SENDFILE_FILENAME_ATTR);
    try {
      byte[] text = answer.body();
      coyote.setContentLength(text.length);
      coyote.doWrite(ByteBuffer.wrap(text)); // leaves it to the application to ask for a writer
      response.finishResponse();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The client did not wait for its answer", e);
    }
  }
}
