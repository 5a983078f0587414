package dev.coatcheck.session;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told in the place of the application's response when the sessions of its request
 * cannot be read or saved; the same on each container. Immutable.
 */
public enum Refused {
  /** The store does not answer: a client may try again. */
  UNAVAILABLE(
      503,
      "The sessions of this application cannot be reached at the moment. Please try again.",
      "1"),
  /** The session holds something that cannot be stored. */
  NOT_SAVED(500, "The session could not be saved.", null);

  /** Of the {@link #body}. */
  public static final String CONTENT_TYPE = "text/plain;charset=utf-8";

  private final int status;
  private final String text;
  private final @Nullable String retryAfterSeconds;

  Refused(int status, String text, @Nullable String retryAfterSeconds) {
    this.status = status;
    this.text = text;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** One sentence or two. */
  public String text() {
    return text;
  }

  /** What the response holds, new for each caller. */
  public byte[] body() {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The value of {@code Retry-After}, or null when another try makes no sense. */
  public @Nullable String retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
