package dev.coatcheck.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response whose head has arrived; its body may still be on the way. Confined to one thread at a
 * time.
 */
public final class Response {

  private final String target;
  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final InputStream body;
  private @Nullable String text;

  /**
   * @param target the path that was asked for
   */
  Response(String target, int status, List<Map.Entry<String, String>> headers, InputStream body) {
    this.target = target;
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** The path that was asked for, with the query. */
  String target() {
    return target;
  }

  public int status() {
    return status;
  }

  /** The first header of this name, or null when there is none. */
  public @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** All headers of this name, in the order in which they came. */
  public List<String> headers(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The whole body; waits for its end. */
  public String text() {
    if (text == null) {
      try {
        text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text;
  }

  @Override
  public String toString() {
    return "HTTP " + status + (text == null ? "" : ": " + text);
  }
}
