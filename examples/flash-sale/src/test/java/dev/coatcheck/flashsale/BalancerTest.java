package dev.coatcheck.flashsale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the balancer sends where, with small servers on real sockets. */
@Timeout(120)
class BalancerTest {

  private final Balancer balancer = new Balancer(ServerNode.freePort());
  private final HttpClient browser = HttpClient.newHttpClient();
  private final List<AutoCloseable> servers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    balancer.start(new Handler.Wrapper());
  }

  @AfterEach
  void stop() throws Exception {
    balancer.close();
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  @Test
  void eachRequestGoesToTheNextServer() throws Exception {
    add("a", answering("a"));
    add("b", answering("b"));

    assertThat(List.of(get(""), get(""), get(""), get("")))
        .extracting(HttpResponse::body)
        .containsOnly("a", "b")
        .doesNotContainSequence("a", "a")
        .doesNotContainSequence("b", "b");
  }

  @Test
  void aPostThatWasNotSentGoesToAnotherServer() throws Exception {
    add("dead", new InetSocketAddress(InetAddress.getLoopbackAddress(), ServerNode.freePort()));
    add("b", answering("b"));

    assertThat(List.of(post(), post())).extracting(HttpResponse::body).containsOnly("b");
    assertThat(balancer.passedOn()).isPositive();
  }

  /** It may have been carried out. */
  @Test
  void aPostThatADyingServerTookIsNotSentTwice() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    add("dying", hangingUp(taken));
    add("b", answering("b"));

    assertThat(List.of(post(), post()))
        .extracting(HttpResponse::statusCode)
        .containsExactlyInAnyOrder(200, 502);
    assertThat(taken).hasValue(1);
  }

  @Test
  void aGetThatADyingServerTookGoesToAnotherServer() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    add("dying", hangingUp(taken));
    add("b", answering("b"));

    assertThat(List.of(get(""), get(""))).extracting(HttpResponse::body).containsOnly("b");
    assertThat(taken).hasPositiveValue();
  }

  @Test
  void aDrainedServerGetsNothing() throws Exception {
    Member a = add("a", answering("a"));
    add("b", answering("b"));

    a.close();

    assertThat(List.of(get(""), get(""), get(""))).extracting(HttpResponse::body).containsOnly("b");
    assertThat(a.inFlight()).isZero();
  }

  @Test
  void withoutServersThereIsAnAnswer() throws Exception {
    HttpResponse<String> answer = get("");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("no server is up");
  }

  @Test
  void aBoundShopperStaysUntilTheServerIsClosed() throws Exception {
    balancer.sticky(true);
    Member a = add("a", answering("a"));
    add("b", answering("b"));
    String toA = Balancer.COOKIE + "=a";

    a.drain();
    assertThat(List.of(get(toA), get(toA))).extracting(HttpResponse::body).containsOnly("a");
    assertThat(List.of(get(""), get(""))).extracting(HttpResponse::body).containsOnly("b");

    a.close();
    HttpResponse<String> elsewhere = get(toA);
    assertThat(elsewhere.body()).isEqualTo("b");
    assertThat(elsewhere.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(cookie -> assertThat(cookie).startsWith(Balancer.COOKIE + "=b"));
  }

  private Member add(String name, InetSocketAddress address) {
    Member member = new Member(name, address);
    balancer.turns().add(member);
    return member;
  }

  private InetSocketAddress answering(String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, text.length());
          exchange.getResponseBody().write(text.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    servers.add(() -> server.stop(0));
    return server.getAddress();
  }

  /** A server that reads the beginning of each request and dies. */
  private InetSocketAddress hangingUp(AtomicInteger taken) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    servers.add(server);
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  if (socket.getInputStream().read() >= 0) {
                    taken.incrementAndGet();
                  }
                } catch (IOException closed) {
                  // the end of the test
                }
              }
            },
            "hanging-up");
    thread.setDaemon(true);
    thread.start();
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private HttpResponse<String> get(String cookie) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(shop());
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(shop()).POST(HttpRequest.BodyPublishers.ofString("add=hat")).build();
    return browser.send(request, BodyHandlers.ofString());
  }

  private URI shop() {
    return URI.create("http://127.0.0.1:" + balancer.uri().getPort() + "/");
  }
}
