package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatNode;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Two nodes of one line and one Redis. The jar is in lib, one line is in conf/context.xml, nothing
 * else is ours.
 */
final class Installation implements AutoCloseable {

  private final RedisServer redis = RedisServer.start();
  private final List<TomcatNode> nodes;

  private Installation(TomcatLine line, String name, UnaryOperator<TomcatSetup> applications) {
    TomcatDistribution tomcat = line.distribution();
    Path directory = target().resolve("nodes").resolve(name + "-" + tomcat.version());
    nodes =
        IntStream.of(1, 2)
            .mapToObj(number -> tomcat.newNode("node-" + number, directory))
            .map(setup -> setup.lib(jar()).contextLine(contextLine()))
            .map(applications)
            .map(TomcatSetup::create)
            .toList();
  }

  /**
   * Sets up nodes without starting them.
   *
   * @param name of their directory
   * @param applications adds what they serve
   */
  static Installation of(TomcatLine line, String name, UnaryOperator<TomcatSetup> applications) {
    return new Installation(line, name, applications);
  }

  static Path target() {
    return Path.of(System.getProperty("it.target"));
  }

  static Path jar() {
    return Path.of(System.getProperty("it.allJar"));
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

  List<TomcatNode> nodes() {
    return nodes;
  }

  TomcatNode node(int number) {
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
        .filter(entry -> entry.matches(".* (SEVERE|WARNING|ERROR) .*"))
        .filter(entry -> !entry.contains("Creation of SecureRandom instance"))
        .toList();
  }

  @Override
  public void close() {
    nodes.forEach(TomcatNode::close);
    redis.close();
  }

  private String contextLine() {
    return "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
        + redis.uri()
        + "\"/>";
  }
}
