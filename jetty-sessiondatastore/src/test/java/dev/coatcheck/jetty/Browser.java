package dev.coatcheck.jetty;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client that keeps its session cookie. */
final class Browser {

  private final HttpClient client = HttpClient.newHttpClient();
  @Nullable String cookie;

  HttpResponse<String> get(TestNode node, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(node.uri(path)));
  }

  /** Posts a form. */
  HttpResponse<String> post(TestNode node, String path, String form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(node.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    request.timeout(Duration.ofSeconds(60)).header("X-Forwarded-Host", "shop.example");
    if (cookie != null) {
      request.header("Cookie", "JSESSIONID=" + cookie);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String header : response.headers().allValues("Set-Cookie")) {
      if (header.startsWith("JSESSIONID=")) {
        cookie = header.substring("JSESSIONID=".length()).split(";", 2)[0];
      }
    }
    return response;
  }

  /** For other threads. */
  HttpResponse<String> tryGet(TestNode node, String path) {
    try {
      return get(node, path);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
