package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two nodes and one Redis. In a Tomcat the jar is in lib and one line is in conf/context.xml; in a
 * Jetty the archive is unpacked, one module is added and one property set. Nothing else is ours.
 */
final class Installation implements AutoCloseable {

  private final RedisServer redis;
  private final List<ServerNode> nodes;

  /**
   * Nodes with a Redis of their own.
   *
   * @param redis belongs to the installation
   */
  Installation(RedisServer redis, Stream<? extends ServerNode> nodes) {
    this.redis = redis;
    this.nodes = nodes.map(node -> (ServerNode) node).toList();
  }

  /**
   * Sets up nodes without starting them.
   *
   * @param name of their directory
   * @param applications adds what they serve
   */
  static Installation of(TomcatLine line, String name, UnaryOperator<TomcatSetup> applications) {
    return of(
        name + "-" + line.distribution().version(),
        (node, redis) -> applications.apply(tomcat(line, node, redis)).create());
  }

  /** The same with Jettys. */
  static Installation of(JettyLine line, String name, UnaryOperator<JettySetup> applications) {
    return of(
        name + "-jetty-" + line.distribution().version(),
        (node, redis) -> applications.apply(jetty(line, node, redis).unpack(archive())).create());
  }

  /** A Tomcat with us in it. */
  static TomcatSetup tomcat(TomcatLine line, Path directory, RedisServer redis) {
    return line.distribution()
        .newNode(directory.getFileName().toString(), directory.getParent())
        .lib(jar())
        .contextLine(
            "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
                + redis.uri()
                + "\"/>");
  }

  /** A Jetty that is told of us, and has yet to get the files. */
  static JettySetup jetty(JettyLine line, Path directory, RedisServer redis) {
    return line.distribution()
        .newNode(directory.getFileName().toString(), directory.getParent())
        .modules("session-store-coatcheck")
        .property("jetty.session.coatcheck.redis", redis.uri().toString());
  }

  /**
   * Two nodes of any make.
   *
   * @param node makes a node in a directory
   */
  static Installation of(String name, BiFunction<Path, RedisServer, ServerNode> node) {
    Path directory = target().resolve("nodes").resolve(name);
    RedisServer redis = RedisServer.start();
    return new Installation(
        redis,
        IntStream.of(1, 2)
            .mapToObj(number -> node.apply(directory.resolve("node-" + number), redis)));
  }

  static Path target() {
    return Path.of(System.getProperty("it.target"));
  }

  /** What goes into a Tomcat. */
  static Path jar() {
    return Path.of(System.getProperty("it.allJar"));
  }

  /** What goes into a Jetty. */
  static Path archive() {
    return Path.of(System.getProperty("it.jettyZip"));
  }

  /** Starts all nodes at once. */
  Installation start() {
    CompletableFuture.allOf(
            nodes.stream()
                .map(node -> CompletableFuture.runAsync(node::start))
                .toArray(CompletableFuture[]::new))
        .join();
    return this;
  }

  RedisServer redis() {
    return redis;
  }

  List<ServerNode> nodes() {
    return nodes;
  }

  ServerNode node(int number) {
    return nodes.get(number);
  }

  /** Somebody whose requests go to the nodes in turn. */
  Visitor visitor() {
    return new Visitor(nodes.stream().map(node -> node.uri("/")).toList());
  }

  /** What the nodes logged for an administrator to look into; a slow machine is not meant. */
  List<String> complaints() {
    return nodes.stream()
        .flatMap(node -> node.log().lines().map(entry -> node.name() + ": " + entry))
        .filter(entry -> entry.matches(".*( SEVERE| WARNING| ERROR|:WARN|:ERROR)[ :].*"))
        .filter(entry -> !entry.contains("Creation of SecureRandom instance"))
        .filter(entry -> !entry.contains("scanned from multiple locations")) // of the WAR's own
        .toList();
  }

  @Override
  public void close() {
    nodes.forEach(ServerNode::close);
    redis.close();
  }
}
