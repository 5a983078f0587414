package dev.coatcheck.it.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody with cookies whose every request goes to the next node, redirects too, under one name
 * for all nodes, as behind a balancer. Confined to one thread.
 */
final class Visitor {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The client sends it because the build sets jdk.httpclient.allowRestrictedHeaders. */
  private static final String HOST = "fleet.example.org";

  private final List<URI> nodes;
  private final String host;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .connectTimeout(PATIENCE)
          .build();
  private int turn;

  Visitor(List<URI> nodes) {
    this(nodes, HOST);
  }

  /** Knows the nodes by another name, which may have a port. */
  Visitor(List<URI> nodes, String host) {
    this.nodes = nodes;
    this.host = host;
  }

  /** Makes a node, counted from 0, the next one. */
  Visitor on(int node) {
    turn = node;
    return this;
  }

  /** The text of a page that must be there. */
  String text(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(answer);
    }
    return answer.body();
  }

  /** Asks for a page and follows redirects. */
  Answer get(String path) {
    return get(path, Map.of());
  }

  /** Asks for a page with more headers and follows redirects. */
  Answer get(String path, Map<String, String> headers) {
    return followed(send(path, headers, HttpRequest.newBuilder().GET()));
  }

  /** Sends a form, its fields in order, and follows redirects. */
  Answer post(String path, List<Map.Entry<String, String>> form, Map<String, String> headers) {
    List<String> fields =
        form.stream().map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue())).toList();
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)));
    return followed(send(path, headers, request));
  }

  /** The value of a cookie, or "" when there is none. */
  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** Drops a cookie, as browsers do when it is too old. */
  void forget(String name) {
    cookies.getCookieStore().get(nodes.get(0)).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .forEach(cookie -> cookies.getCookieStore().remove(nodes.get(0), cookie));
  }

  private Answer followed(Answer answer) {
    Answer last = answer;
    for (int hops = 0; last.location() != null; hops++) {
      if (hops == 10) {
        throw new AssertionError("too many redirects: " + last);
      }
      last = send(last.resolve(last.location()), Map.of(), HttpRequest.newBuilder().GET());
    }
    return last;
  }

  private Answer send(String path, Map<String, String> headers, HttpRequest.Builder request) {
    URI node = nodes.get(turn++ % nodes.size());
    request.header("Host", host);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(
              request.uri(node.resolve(path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      // Java quotes the values of cookies that have a Max-Age, which no browser does
      cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
      return new Answer(
          node.getAuthority(),
          path,
          response.statusCode(),
          response.headers().map(),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " on " + node.getAuthority(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What came back.
   *
   * @param node that answered
   * @param path that was asked for, with its query
   */
  record Answer(
      String node, String path, int status, Map<String, List<String>> headers, String body) {

    /** The first header of this name, which must be there. */
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + ": " + this));
    }

    /** Where a redirect leads to, or null. */
    String location() {
      List<String> locations = headers.getOrDefault("location", List.of());
      return status / 100 == 3 && !locations.isEmpty() ? locations.get(0) : null;
    }

    /** The path on any node that a link of this page stands for. */
    String resolve(String link) {
      URI target = URI.create(path).resolve(link);
      String query = target.getRawQuery();
      return target.getRawPath() + (query == null ? "" : "?" + query);
    }
  }
}
