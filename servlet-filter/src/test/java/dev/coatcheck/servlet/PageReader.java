package dev.coatcheck.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Reads {@link ListenerPages} of a container in this JVM. */
final class PageReader {

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  PageReader(int port) {
    this.port = port;
  }

  List<String> lines(String page) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/app/pages/" + page);
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return response.body().lines().toList();
  }
}
