package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.session.Refused;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The hook under every kind of response and each protocol, without sessions: a header that is added
 * at the commit point reaches the client, hence the point came before the first byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitPointTest {

  private static final CoyoteFields FIELDS = Objects.requireNonNull(CoyoteFields.find());
  private static final String MARK = "x-before-commit";

  private final List<Boolean> committedAtThePoint = new CopyOnWriteArrayList<>();
  private final List<org.apache.coyote.Response> seen = new CopyOnWriteArrayList<>();
  private final Connector ajp = new Connector("AJP/1.3");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpClient http2 =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  private TestNode node;
  private volatile boolean refuse;

  private record Answer(int status, Map<String, String> headers, String body) {}

  static Stream<String> pages() {
    return CommitPages.all().keySet().stream();
  }

  @BeforeAll
  void start() throws Exception {
    node =
        TestNode.start(
            "redis://127.0.0.1:1",
            made -> {
              CommitPages.all().forEach(made::page);
              made.page("/error-page-page", (q, r) -> r.getWriter().print("an error page"));
              ErrorPage page = new ErrorPage();
              page.setErrorCode(417);
              page.setLocation("/error-page-page");
              made.context.addErrorPage(page);
              made.context.setManager(new StandardManager());
              made.context.getPipeline().addValve(new Observer());
              made.tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
              ajp.setPort(0);
              ajp.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
              ajp.setProperty("secretRequired", "false");
              made.tomcat.getService().addConnector(ajp);
            });
  }

  @AfterAll
  void stop() throws Exception {
    node.close();
  }

  @BeforeEach
  void forget() {
    committedAtThePoint.clear();
    seen.clear();
    refuse = false;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void comesBeforeTheFirstByteOverHttp(String path) throws Exception {
    expectMark(get(http, path));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void comesBeforeTheFirstByteOverHttp2(String path) throws Exception {
    get(http2, "/small"); // upgrades the connection
    forget();
    expectMark(get(http2, path));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void comesBeforeTheFirstByteOverAjp(String path) throws Exception {
    expectMark(overAjp(path));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void canReplaceTheResponse(String path) throws Exception {
    refuse = true;
    expectRefusal(get(http, path));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void canReplaceTheResponseOverHttp2(String path) throws Exception {
    refuse = true;
    expectRefusal(get(http2, path));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void canReplaceTheResponseOverAjp(String path) throws Exception {
    refuse = true;
    expectRefusal(overAjp(path));
  }

  private void expectMark(Answer answer) {
    assertThat(answer.headers()).containsKey(MARK);
    expectOnePoint();
  }

  private void expectRefusal(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).startsWith("The sessions of").hasLineCount(1);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(answer.headers()).doesNotContainKeys("set-cookie", "location", "x-before-commit");
    expectOnePoint();
  }

  private void expectOnePoint() {
    assertThat(committedAtThePoint).containsExactly(false);
    assertThat(seen).noneMatch(response -> CommitPoint.isInstalled(FIELDS, response));
  }

  private Answer get(HttpClient client, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url(path))).timeout(Duration.ofSeconds(60)).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.version()).isEqualTo(client.version());
    Map<String, String> headers = new java.util.HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Answer(response.statusCode(), headers, response.body());
  }

  private Answer overAjp(String path) throws IOException {
    AjpClient.Answer answer = AjpClient.get(ajp.getLocalPort(), path);
    return new Answer(answer.status(), answer.headers(), answer.body());
  }

  private final class Observer extends ValveBase {

    Observer() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      org.apache.coyote.Response coyote = response.getCoyoteResponse();
      if (!CommitPoint.isInstalled(FIELDS, coyote)) {
        seen.add(coyote);
        CommitPoint.install(FIELDS, coyote, () -> atThePoint(request));
        response.addCookie(new Cookie("name", "value"));
      }
      getNext().invoke(request, response);
    }

    private boolean atThePoint(Request request) {
      org.apache.coyote.Response coyote = request.getResponse().getCoyoteResponse();
      committedAtThePoint.add(coyote.isCommitted());
      coyote.addHeader(MARK, "yes");
      if (refuse) {
        Refusal.send(request, Refused.UNAVAILABLE);
      }
      return !refuse;
    }
  }
}
