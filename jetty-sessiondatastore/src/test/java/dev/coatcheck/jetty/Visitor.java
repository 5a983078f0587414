package dev.coatcheck.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps its session cookie and knows the nodes by the name of their proxy only. Not
 * Java's newer client, which sends a content length with each GET: Jetty then sees another form
 * than the one it replays.
 */
final class Visitor {

  /**
   * A response.
   *
   * @param location where it leads to, or null
   */
  record Answer(int status, @Nullable String location, String text) {}

  @Nullable String cookie;

  /** The text of a page, or of what it leads to on the same node. */
  String visit(LoginNode node, String path) throws IOException {
    Answer answer = send(node, path, null);
    if (answer.location() != null) {
      return visit(node, answer.location());
    }
    return answer.status() == 200 ? answer.text() : "" + answer.status();
  }

  Answer post(LoginNode node, String path, String form) throws IOException {
    return send(node, path, form);
  }

  private Answer send(LoginNode node, String path, @Nullable String form) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(node.uri("") + path).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setReadTimeout(60_000);
    connection.setRequestProperty("X-Forwarded-Host", "shop.example");
    if (cookie != null) {
      connection.setRequestProperty("Cookie", "JSESSIONID=" + cookie);
    }
    if (form != null) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(form.getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    keepCookie(connection.getHeaderFields());
    try (InputStream in =
        status < 400 ? connection.getInputStream() : InputStream.nullInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, path(connection.getHeaderField("Location")), text);
    }
  }

  private void keepCookie(Map<String, List<String>> headers) {
    for (String header : headers.getOrDefault("Set-Cookie", List.of())) {
      if (header.startsWith("JSESSIONID=")) {
        cookie = header.substring("JSESSIONID=".length()).split(";", 2)[0];
      }
    }
  }

  private static @Nullable String path(@Nullable String location) {
    if (location == null) {
      return null;
    }
    URI target = URI.create(location);
    return target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
  }
}
