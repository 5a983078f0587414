package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three Jettys with their module "forwarded" behind each of the examples. Jetty compares whole
 * addresses before it replays what waited for a login.
 */
@Tag("full")
class JettyBalancerIT {

  private static Installation installation;

  @BeforeAll
  static void install(@TempDir Path directory) {
    Path app = BalancedFleet.application().unpackTo(directory);
    Path nodes = Installation.target().resolve("nodes").resolve("JettyBalancerIT");
    RedisServer redis = RedisServer.start();
    installation =
        new Installation(
                redis,
                BalancedFleet.NODES.stream()
                    .map(
                        name ->
                            Installation.jetty(JettyLine.JETTY_12_0, nodes.resolve(name), redis)
                                .unpack(Installation.archive())
                                .modules("forwarded", "ee10-websocket-jakarta")
                                .jvmOption("-Dnode=" + name)
                                .user("ada", "lovelace", "member")
                                .webapp("ee10", "app", app)
                                .create()))
            .start();
  }

  @AfterAll
  static void uninstall() {
    installation.close();
  }

  static Stream<Balancer> balancers() {
    return Stream.of(new Nginx(), new HaProxy(), new Httpd());
  }

  @ParameterizedTest
  @MethodSource("balancers")
  void whatWaitedForALoginIsReplayedUnderTheAddressOfTheBalancer(Balancer balancer)
      throws IOException {
    balancer.assumeInstalled();
    try (balancer) {
      balancer.start(Balancer.ROUND_ROBIN, installation.nodes());
      Member member = new Member(balancer.uri());

      String loginPage = member.post("/app/members/order", "what=coat");
      assertThat(member.get(loginPage)).isEqualTo("please log in");
      String target = member.post("/app/j_security_check", "j_username=ada&j_password=lovelace");
      assertThat(member.get(target)).as("a GET, as Jetty does it").isEqualTo("GET coat by ada");
      for (int request = 0; request < BalancedFleet.NODES.size(); request++) {
        assertThat(member.get("/app/members/hello")).startsWith("ada FORM member=true");
      }

      assertThat(member.nodes).containsAll(BalancedFleet.NODES);
    }
  }

  /**
   * Somebody who logs in. Java's newer client says with each GET how long its body is, as no
   * browser does, and Jetty takes it at its word and replays nothing.
   */
  private static final class Member {

    private final URI balancer;
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<String> nodes = new ArrayList<>();

    Member(URI balancer) {
      this.balancer = balancer;
    }

    /** Posts a form; the answer is where it sends the browser. */
    String post(String path, String form) throws IOException {
      HttpURLConnection connection = open(path);
      connection.setDoOutput(true);
      connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
      answerOf(connection);
      return connection.getHeaderField("Location");
    }

    /** The text of a page, which the application sees at the balancer's address. */
    String get(String path) throws IOException {
      HttpURLConnection connection = open(path);
      String text = answerOf(connection);
      assertThat(connection.getHeaderField("X-Asked")).isEqualTo(balancer.resolve(path).toString());
      nodes.add(connection.getHeaderField("X-Node"));
      return text;
    }

    private HttpURLConnection open(String path) throws IOException {
      var connection = (HttpURLConnection) balancer.resolve(path).toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setReadTimeout(120_000);
      cookies.forEach((name, value) -> connection.addRequestProperty("Cookie", name + "=" + value));
      return connection;
    }

    private String answerOf(HttpURLConnection connection) throws IOException {
      String text = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String cookie = connection.getHeaderField("Set-Cookie");
      if (cookie != null) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return text;
    }
  }
}
