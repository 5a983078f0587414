package dev.coatcheck.flashsale;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody with a browser and a good memory: remembers what must be in the cart and notices when it
 * is not. Confined to one thread.
 */
final class Shopper {

  private final String name;
  private final String shop;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, Integer> remembered = new TreeMap<>();
  private final List<String> losses = new ArrayList<>();
  private int requests;
  private boolean loggedIn;

  Shopper(String name, String shop) {
    this.name = name;
    this.shop = shop;
  }

  /** Looks at the articles. */
  Answer browse() throws IOException, InterruptedException {
    return look("/");
  }

  Answer logIn() throws IOException, InterruptedException {
    Answer answer = post("/login", Map.of("name", name, "password", "coat"));
    loggedIn = true;
    return answer;
  }

  /** Puts an article into the cart, without looking at it. */
  Answer add(String article) throws IOException, InterruptedException {
    Answer answer = post("/cart", Map.of("add", article));
    remembered.merge(article, 1, Integer::sum);
    return answer;
  }

  /** Looks at the cart and compares it with what it has to be. */
  Answer lookAtCart() throws IOException, InterruptedException {
    Answer answer = look("/cart");
    if (!answer.cart().equals(remembered)) {
      losses.add(answer.node() + " shows the cart " + answer.cart() + " instead of " + remembered);
    }
    return answer;
  }

  /** Buys what is in the cart. */
  Answer checkOut() throws IOException, InterruptedException {
    Answer answer = post("/checkout", Map.of());
    if (answer.sold() != articles()) {
      losses.add(answer.node() + " sold " + answer.sold() + " instead of " + articles());
    }
    remembered.clear();
    return answer;
  }

  String name() {
    return name;
  }

  int articles() {
    return remembered.values().stream().mapToInt(Integer::intValue).sum();
  }

  int requests() {
    return requests;
  }

  /** What went wrong, in words. */
  List<String> losses() {
    return losses;
  }

  private Answer look(String path) throws IOException, InterruptedException {
    Answer answer = send(path, HttpRequest.newBuilder().GET());
    if (loggedIn && !answer.customer().equals(name)) {
      losses.add(answer.node() + " does not know " + name + " any more, asked for " + path);
    }
    return answer;
  }

  private Answer post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        String.join(
            "&",
            form.entrySet().stream().map(e -> e.getKey() + "=" + encoded(e.getValue())).toList());
    return send(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer send(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    requests++;
    HttpResponse<String> response =
        browser.send(
            request.uri(URI.create(shop + path)).timeout(Duration.ofSeconds(30)).build(),
            BodyHandlers.ofString());
    String node = response.headers().firstValue("X-Served-By").orElse("the proxy");
    if (response.statusCode() >= 400) {
      losses.add(node + " answered " + response.statusCode() + " for " + path);
    }
    return Answer.of(node, response.body());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
