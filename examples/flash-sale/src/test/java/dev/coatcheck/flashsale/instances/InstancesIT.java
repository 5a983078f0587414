package dev.coatcheck.flashsale.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisProbe;
import dev.coatcheck.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six Tomcats in two virtual machines, on one Redis. */
class InstancesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> FIRST = List.of("one-1", "one-2", "one-3");
  private static final List<String> SECOND = List.of("two-1", "two-2", "two-3");

  @TempDir Path directory;

  private final RedisServer redis = RedisServer.start();
  private final List<InstancesProcess> processes = new ArrayList<>();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  @BeforeEach
  void unpackTheShop() {
    InstancesSetup.unpack(path("demo.war"), directory.resolve("shop"));
  }

  @AfterEach
  void end() {
    processes.forEach(InstancesProcess::kill);
    redis.close();
  }

  @Test
  void oneCartIsFilledOnSixNodesOfWhichThreeDie() throws Exception {
    InstancesProcess first = start(FIRST);
    InstancesProcess second = start(SECOND);
    List<InetSocketAddress> all = addresses(first, second);
    assertThat(all).doesNotHaveDuplicates().hasSize(6);
    post(all.get(0), "/login", "name=Ada&password=coat");

    for (int round = 0; round < 2; round++) {
      for (InetSocketAddress node : all) {
        post(node, "/cart", "add=scarf");
      }
    }
    assertThat(all).allSatisfy(node -> assertCart(node, 12));
    post(all.get(5), "/cart", "add=scarf");
    second.kill();

    assertThat(second.isRunning()).isFalse();
    List<InetSocketAddress> left = addresses(first);
    assertThat(left).allSatisfy(node -> assertCart(node, 13));
    for (InetSocketAddress node : left) {
      post(node, "/cart", "add=scarf");
    }
    assertThat(left).allSatisfy(node -> assertCart(node, 16));
  }

  @Test
  void eachIsANodeWithConnectionsOfItsOwn() {
    InstancesProcess process = start(FIRST);
    List<InetSocketAddress> nodes = addresses(process);
    nodes.forEach(node -> assertThat(get(node, "/cart").statusCode()).isEqualTo(200));
    int connections = connections();
    assertThat(connections).isGreaterThanOrEqualTo(3);

    process.stop(FIRST.get(1));

    await().atMost(PATIENCE).until(() -> connections() < connections);
    assertThatThrownBy(() -> get(nodes.get(1), "/cart")).hasCauseInstanceOf(IOException.class);
    assertThat(process.isRunning()).isTrue();
    assertCart(nodes.get(0), 0);
    assertCart(nodes.get(2), 0);
    process.close();
    assertThat(process.isRunning()).isFalse();
    await().atMost(PATIENCE).until(() -> connections() == 0);
  }

  @Test
  void whatDoesNotStartIsExplained() throws IOException {
    Files.writeString(directory.resolve("shop/WEB-INF/web.xml"), "<web-app");
    InstancesProcess process = start(FIRST);

    assertThatThrownBy(() -> process.await(FIRST.get(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one-1 did not start: its process has ended")
        .hasMessageContaining("WebXmlParser");
    assertThatThrownBy(() -> process.await("four"))
        .hasMessageContaining("there is no four in this process, only [one-1, one-2, one-3]");
  }

  @Test
  void theyEndWithTheirParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddemo.tomcat=" + path("demo.tomcat"),
                "-Ddemo.jar=" + path("demo.jar"),
                "-classpath",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                redis.uri(),
                directory.toString())
            .redirectError(directory.resolve("parent.log").toFile())
            .start();
    String line = parent.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(line).as("the number of its process").matches("[0-9]+");
    ProcessHandle process = ProcessHandle.of(Long.parseLong(line)).orElseThrow();

    parent.destroyForcibly();

    await().atMost(PATIENCE).until(() -> !process.isAlive());
  }

  /** Starts Tomcats and waits to be killed. */
  static final class Parent {

    public static void main(String[] arguments) throws InterruptedException {
      Path directory = Path.of(arguments[1]);
      InstancesProcess process =
          InstancesProcess.start(
              setup(URI.create(arguments[0]), directory), directory.resolve("child"), FIRST);
      FIRST.forEach(process::await);
      System.out.println(process.pid());
      new CountDownLatch(1).await();
    }
  }

  private InstancesProcess start(List<String> names) {
    InstancesProcess process =
        InstancesProcess.start(
            setup(URI.create(redis.uri()), directory), directory.resolve(names.get(0)), names);
    processes.add(process);
    return process;
  }

  private static InstancesSetup setup(URI redis, Path directory) {
    return new InstancesSetup(
        path("demo.tomcat"), path("demo.jar"), redis, directory.resolve("shop"), 96);
  }

  private static List<InetSocketAddress> addresses(InstancesProcess... processes) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (InstancesProcess process : processes) {
      process.names().forEach(name -> addresses.add(process.await(name)));
    }
    return addresses;
  }

  private void assertCart(InetSocketAddress node, int size) {
    HttpResponse<String> cart = get(node, "/cart");
    assertThat(cart.headers().firstValue("X-Served-By").orElse("")).endsWith(":" + node.getPort());
    assertThat(Jsoup.parse(cart.body()).select("#cart-size").text())
        .isEqualTo(String.valueOf(size));
  }

  private void post(InetSocketAddress node, String path, String form) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri(node, path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
  }

  private HttpResponse<String> get(InetSocketAddress node, String path) {
    return send(HttpRequest.newBuilder(uri(node, path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(InetSocketAddress node, String path) {
    return URI.create("http://127.0.0.1:" + node.getPort() + path);
  }

  /** Those of nodes to Redis, as Redis sees them. */
  private int connections() {
    try (RedisProbe probe = redis.probe()) {
      return (int)
          String.valueOf(probe.command("CLIENT", "LIST"))
              .lines()
              .filter(client -> !client.contains("cmd=client"))
              .count();
    }
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property));
  }
}
