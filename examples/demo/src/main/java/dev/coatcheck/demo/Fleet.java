package dev.coatcheck.demo;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A Redis, Tomcats that keep their sessions in it, and the proxy before them. Thread-safe. */
final class Fleet implements AutoCloseable {

  private final Settings settings;
  private final TomcatDistribution tomcat;
  private final RedisServer redis;
  private final RoundRobinProxy proxy;
  private final List<ServerNode> nodes = new CopyOnWriteArrayList<>();

  Fleet(Settings settings, RoundRobinProxy proxy) {
    this.settings = settings;
    this.proxy = proxy;
    tomcat = TomcatDistribution.at(settings.tomcat());
    redis = RedisServer.start();
  }

  /** Starts the Tomcats it is to begin with, all at once. */
  void start() {
    List<CompletableFuture<Void>> starts =
        IntStream.range(0, settings.nodes())
            .mapToObj(i -> newNode())
            .map(node -> CompletableFuture.runAsync(node::start))
            .toList();
    starts.forEach(CompletableFuture::join);
    nodes.forEach(this::join);
  }

  /** Starts one more. */
  ServerNode add() {
    ServerNode node = newNode().start();
    join(node);
    return node;
  }

  ServerNode node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
  }

  List<ServerNode> nodes() {
    return nodes;
  }

  String contextLine() {
    return "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
        + redis.uri()
        + "\"/>";
  }

  String versions() {
    return "Redis "
        + redis.version()
        + ", Tomcat "
        + tomcat.version()
        + ", Java "
        + Runtime.version();
  }

  @Override
  public void close() {
    nodes.forEach(ServerNode::close);
    redis.close();
  }

  private ServerNode newNode() {
    String name = "tomcat-" + (nodes.size() + 1);
    TomcatSetup setup =
        tomcat
            .newNode(name, settings.work())
            .webapp("ROOT", settings.war())
            .jvmOption("-Dshop.node=" + name);
    if (settings.shared()) {
      setup.lib(settings.jar()).contextLine(contextLine());
    }
    ServerNode node = setup.create();
    nodes.add(node);
    return node;
  }

  private void join(ServerNode node) {
    proxy.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
  }
}
