package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ajax.JSON;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser, a script and a hostile web site get from the page's handler. */
class DemoPageTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountingStage stage = new CountingStage();
  private final Server server = new Server();
  private int port;

  @BeforeEach
  void startServer() throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    DemoPage page = new DemoPage(stage);
    page.setHandler(new Shop());
    server.setHandler(page);
    server.start();
    port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
  }

  @AfterEach
  void stopServer() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "/_demo, text/html",
    "/_demo/, text/html",
    "/_demo/page.css, text/css",
    "/_demo/page.js, text/javascript",
    "/_demo/dots.js, text/javascript",
    "/_demo/icon.svg, image/svg+xml"
  })
  void thePageAndItsPartsAreServedUnderProtection(String path, String type) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).startsWith(type);
    assertThat(response.body()).isNotBlank();
    assertThat(header(response, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** What the policy forbids would be missing without a word. */
  @Test
  void thePageHasNothingInlineAndNothingFromElsewhere() throws Exception {
    assertThat(get("/_demo").body())
        .doesNotContain("style=", "<style", "onclick", "http:", "https:", "//")
        .doesNotContainPattern("<script[^>]*>[^<]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/cart", "/_demonstration", "/x/_demo"})
  void everythingElseIsForTheShop(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.body()).isEqualTo("the shop");
    assertThat(response.headers().firstValue("Content-Security-Policy")).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotAskedOfTheShop() throws Exception {
    HttpResponse<String> response = get("/_demo/nothing");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("/_demo/nothing", "the page is at /_demo");
  }

  @Test
  void whatGoesOnArrivesAgainAndAgain() throws Exception {
    try (Socket page = open("/_demo/events")) {
      BufferedReader events = reader(page.getInputStream());
      assertThat(header(events)).contains("Content-Type: text/event-stream; charset=utf-8");
      for (int i = 0; i < 4; i++) {
        assertThat(events.readLine()).isEqualTo("event: now");
        String data = events.readLine();
        assertThat(data).startsWith("data: ");
        assertThat(new JSON().parse(new JSON.StringSource(data.substring("data: ".length()))))
            .asInstanceOf(InstanceOfAssertFactories.MAP)
            .containsEntry("text", CountingStage.TEXT)
            .containsKey("count");
        assertThat(events.readLine()).isEmpty();
      }
    }
  }

  @Test
  void whoHasGoneIsNotToldAnyMoreAndWhoComesAgainIs() throws Exception {
    try (Socket page = open("/_demo/events")) {
      assertThat(reader(page.getInputStream()).readLine()).contains("200");
    }
    AtomicInteger before = new AtomicInteger();
    Awaitility.await("the stage is not asked any more")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> stage.asked.get() == before.getAndSet(stage.asked.get()));

    whatGoesOnArrivesAgainAndAgain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "kill", "drain", "redeploy", "freeze", "switch"})
  void anOrderIsCarriedOut(String word) throws Exception {
    HttpResponse<String> response = order("order=" + word);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).contains(word);
    assertThat(stage.orders).extracting(Order::word).containsExactly(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"order=explode", "order=", "", "order", "what=add", "order=ADD"})
  void anUnknownOrderIsAnsweredWithTheKnownOnes(String form) throws Exception {
    HttpResponse<String> response = order(form);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("add, kill, drain, redeploy, freeze, switch");
    assertThat(stage.orders).isEmpty();
  }

  @Test
  void aFormThatIsTooLongIsRefused() throws Exception {
    HttpResponse<String> response = order("order=add&and=" + "x".repeat(5_000));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(stage.orders).isEmpty();
  }

  @Test
  void whatCannotBeDoneNowIsAnsweredWithTheReason() throws Exception {
    stage.refuses = true;
    HttpResponse<String> response = order("order=add");

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body().strip()).isEqualTo("tomcat-2 is still starting");
  }

  @Test
  void anOrderIsNotGivenByALink() throws Exception {
    HttpResponse<String> response = get("/_demo/orders?order=kill");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("POST");
    assertThat(stage.orders).isEmpty();
  }

  @Test
  void thePageIsOnlyRead() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/_demo")).DELETE().build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, http://localhost:1",
    "Origin, https://localhost:PORT",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none"
  })
  void anOrderFromAnotherSiteIsRefused(String header, String value) throws Exception {
    String told = value.replace("PORT", String.valueOf(port));
    HttpResponse<String> response = order("order=kill", header, told);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains(told, "http://localhost:" + port);
    assertThat(stage.orders).isEmpty();
  }

  @Test
  void anOrderFromThePageItselfIsNot() throws Exception {
    String[] fromPage = {"Origin", "http://localhost:" + port, "Sec-Fetch-Site", "same-origin"};

    assertThat(order("order=kill", fromPage).statusCode()).isEqualTo(202);
  }

  /** A web site's name can be given our address; then the browser takes both for one site. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /_demo", "GET /_demo/events", "POST /_demo/orders"})
  void anotherNameForThisMachineIsRefused(String what) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          what
              + " HTTP/1.1\r\nHost: rebound.example:"
              + port
              + "\r\nOrigin: http://rebound.example:"
              + port
              + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader response = reader(socket.getInputStream());

      // the rest only then: events would go on for ever
      assertThat(response.readLine()).startsWith("HTTP/1.1 403");
      assertThat(response.lines()).anyMatch(line -> line.contains("not to rebound.example"));
      assertThat(stage.orders).isEmpty();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> order(String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/_demo/orders"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private Socket open(String path) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    // an answer to HTTP/1.0 has no chunks
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static List<String> header(BufferedReader response) throws IOException {
    List<String> header = new ArrayList<>();
    for (String line = response.readLine(); !line.isEmpty(); line = response.readLine()) {
      header.add(line);
    }
    return header;
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Says how often it was asked, and something that has to be escaped. */
  private static final class CountingStage implements Stage {

    static final String TEXT = "</script>\n\n\"data: é \u2028";

    final AtomicInteger asked = new AtomicInteger();
    final List<Order> orders = new CopyOnWriteArrayList<>();
    volatile boolean refuses;

    @Override
    public Map<String, Object> now() {
      return Map.of("count", asked.incrementAndGet(), "text", TEXT);
    }

    @Override
    public void carryOut(Order order) {
      if (refuses) {
        throw new IllegalStateException("tomcat-2 is still starting");
      }
      orders.add(order);
    }
  }

  private static final class Shop extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.write(true, StandardCharsets.UTF_8.encode("the shop"), callback);
      return true;
    }
  }
}
