package dev.coatcheck.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps one session cookie, whichever node has set it, and follows no redirect. */
final class Browser {

  private final HttpClient client = HttpClient.newHttpClient();
  @Nullable String cookie;

  HttpResponse<String> get(TestNode node, String path) throws IOException, InterruptedException {
    return send(node, path, HttpRequest.newBuilder().GET());
  }

  HttpResponse<String> post(TestNode node, String path, String form)
      throws IOException, InterruptedException {
    return send(
        node,
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Answers as soon as the headers are there. */
  HttpResponse<InputStream> open(TestNode node, String path)
      throws IOException, InterruptedException {
    return send(
        node, path, HttpRequest.newBuilder().GET(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> send(TestNode node, String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return send(node, path, request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      TestNode node, String path, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    request.uri(URI.create(node.url(path))).timeout(Duration.ofSeconds(60));
    if (cookie != null) {
      request.header("Cookie", "JSESSIONID=" + cookie);
    }
    HttpResponse<T> response = client.send(request.build(), handler);
    response
        .headers()
        .allValues("Set-Cookie")
        .forEach(
            header -> {
              if (header.startsWith("JSESSIONID=")) {
                cookie = header.substring("JSESSIONID=".length(), header.indexOf(';'));
              }
            });
    return response;
  }
}
