package dev.coatcheck.servlet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the application writes, to know when the container may commit the response: when its
 * buffer is full, when all bytes of the announced length are written, when a write is too big to be
 * buffered. To think so too early costs little, to think so too late loses a change. As thread-safe
 * as the response.
 */
final class OutputWatch {

  private static final String CONTENT_LENGTH = "Content-Length";

  /** Jetty sends a write of more than a quarter of its buffer at once. */
  private static final int PARTS_OF_BUFFER = 4;

  private final SessionResponse response;

  /** The most that was written, and the least: some can only be estimated. */
  private long written;

  private long surelyWritten;
  private long announced = -1;
  private boolean nonBlocking;

  OutputWatch(SessionResponse response) {
    this.response = response;
  }

  /**
   * To be called before something is written.
   *
   * @return false when it is to be dropped, because another response has been sent
   */
  boolean mayWrite(long bytes) {
    return mayWrite(bytes, bytes);
  }

  /** The same for what is encoded by the container. */
  boolean mayWrite(long most, long least) {
    written += most;
    surelyWritten += least;
    return !mayCommit(most) || response.beforeCommit();
  }

  /**
   * To be called after something was written: a buffer that has overflowed is committed now, or
   * each further write would have to be preceded by another look at the session.
   */
  void wrote() throws IOException {
    if (surelyWritten > response.getBufferSize() && !nonBlocking && !response.isCommitted()) {
      response.flushBuffer();
    }
  }

  /** The application writes when the container calls it; then each write may be sent at once. */
  void nonBlocking() {
    nonBlocking = true;
  }

  /** Whether the response may be told its length; false when another one has taken its place. */
  boolean mayTakeLength(long length) {
    announced = length;
    return length < 0 || length > written || response.beforeCommit();
  }

  /** Whether the response may be told a header. */
  boolean mayTakeHeader(String name, @Nullable String value) {
    if (!CONTENT_LENGTH.equalsIgnoreCase(name) || value == null) {
      return true;
    }
    try {
      return mayTakeLength(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return true; // the container will say what it thinks of it
    }
  }

  void reset() {
    announced = -1;
    resetBuffer();
  }

  void resetBuffer() {
    written = 0;
    surelyWritten = 0;
  }

  SessionResponse response() {
    return response;
  }

  private boolean mayCommit(long bytes) {
    int buffer = response.getBufferSize();
    return nonBlocking
        || response.isRefused()
        || written >= buffer // Undertow sends a buffer that is just full
        || bytes > buffer / PARTS_OF_BUFFER
        || (announced >= 0 && written >= announced);
  }
}
