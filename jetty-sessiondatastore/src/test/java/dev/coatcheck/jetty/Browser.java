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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.uri(path)).timeout(Duration.ofSeconds(60));
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
