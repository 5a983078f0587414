package dev.coatcheck.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that the pages on moving a fleet show send each user to the pool that they say. */
class TwoPoolsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OLD = "old";
  private static final String NEW = "new";

  /** Cookie headers by page, and where they lead; an empty one is a new visitor. */
  private static final Map<String, Map<String, String>> LEADS =
      Map.of(
          "migration.md",
          Map.of(
              "", NEW,
              "JSESSIONID=1", OLD,
              "a=b; JSESSIONID=1.node", OLD,
              "JSESSIONID=1; SHOPSESSION=2", NEW,
              "SHOPSESSION=2; JSESSIONID=1", NEW,
              "XJSESSIONID=1", NEW),
          "migration-spring-session.md",
          Map.of(
              "", NEW,
              "SESSION=1", OLD,
              "JSESSIONID=1", NEW,
              "JSESSIONID=1; SESSION=2", OLD),
          "migration-tomcat-persistent-delta.md",
          Map.of(
              "", NEW,
              "JSESSIONID=0A.node-1", OLD,
              "a=b; JSESSIONID=0A.node_1", OLD,
              "JSESSIONID=0A", NEW,
              "a=b.c; JSESSIONID=0A", NEW));

  private static HttpServer oldPool;
  private static HttpServer newPool;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    oldPool = pool(OLD);
    newPool = pool(NEW);
  }

  @AfterAll
  static void stop() {
    oldPool.stop(0);
    newPool.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migration.md",
        "migration-spring-session.md",
        "migration-tomcat-persistent-delta.md"
      })
  void nginxSendsUsersWhereThePageSays(String page) throws Exception {
    int port = freePort();
    String rule = block(page, "nginx");
    if (!rule.contains("server {")) {
      rule += "server { listen 80; location / { proxy_pass http://$pool; } }\n";
    }
    StringBuilder main = new StringBuilder("daemon off; master_process off; pid nginx.pid;\n");
    main.append("events {}\nhttp {\naccess_log off;\n");
    for (String path : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      main.append(path).append("_temp_path ").append(path).append(";\n");
    }
    main.append("upstream old { server ").append(address(oldPool)).append("; }\n");
    main.append("upstream new { server ").append(address(newPool)).append("; }\n");
    main.append(replaced(rule, "listen 80", "listen 127.0.0.1:" + port)).append("}\n");
    Path file = Files.writeString(directory.resolve("main.conf"), main);

    assertLeads(page, port, "nginx", "-p", ".", "-e", "error.log", "-c", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"migration.md", "migration-spring-session.md"})
  void haproxySendsUsersWhereThePageSays(String page) throws Exception {
    int port = freePort();
    String rule = block(page, "haproxy");
    if (!rule.contains("frontend ")) {
      rule = "frontend shop\n    bind :80\n" + rule;
    }
    String main =
        "defaults\n  mode http\n  timeout client 30s\n  timeout server 30s\n  timeout connect 30s\n"
            + replaced(rule, "bind :80", "bind 127.0.0.1:" + port)
            + ("backend old\n  server s " + address(oldPool) + "\n")
            + ("backend new\n  server s " + address(newPool) + "\n");
    Path file = Files.writeString(directory.resolve("main.cfg"), main);

    assertLeads(page, port, "haproxy", "-db", "-f", file.toString());
  }

  private void assertLeads(String page, int port, String program, String... arguments)
      throws Exception {
    Process balancer = started(program, arguments);
    Watchdog watchdog = Watchdog.of(balancer);
    try {
      await(program).atMost(PATIENCE).until(() -> !balancer.isAlive() || listens(port));
      assertThat(balancer.isAlive()).as(this::printed).isTrue();
      for (Map.Entry<String, String> lead : LEADS.get(page).entrySet()) {
        assertThat(poolOf(lead.getKey(), port)).as(lead.getKey()).isEqualTo(lead.getValue());
      }
    } finally {
      balancer.destroyForcibly().waitFor();
      watchdog.close();
    }
  }

  private Process started(String program, String... arguments) throws IOException {
    Path executable = installed(program);
    assumeTrue(executable != null, "no " + program + ": install Debian's package of that name");
    List<String> command = new ArrayList<>(Arrays.asList(arguments));
    command.add(0, executable.toString());
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("printed").toFile())
        .start();
  }

  private String printed() {
    try {
      return Files.readString(directory.resolve("printed"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String poolOf(String cookies, int port) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).timeout(PATIENCE);
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  /** The only code block of that language. */
  private static String block(String page, String language) throws IOException {
    String text = Files.readString(Path.of("..", "docs", page), UTF_8);
    Matcher block = Pattern.compile("(?ms)^ *```" + language + "\\R(.*?)^ *```$").matcher(text);
    assertThat(block.find()).as("%s shows a rule for %s", page, language).isTrue();
    return block.group(1);
  }

  private static String replaced(String text, String old, String by) {
    assertThat(text).contains(old);
    return text.replace(old, by);
  }

  private static HttpServer pool(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, name.length());
          exchange.getResponseBody().write(name.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer pool) {
    return "127.0.0.1:" + pool.getAddress().getPort();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Debian has such programs where only the administrator's PATH leads. */
  private static Path installed(String program) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .map(each -> Path.of(each, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
