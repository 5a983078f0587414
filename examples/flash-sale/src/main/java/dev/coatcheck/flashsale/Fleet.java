package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.jetty.JettyDistribution;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * A Redis, Tomcats and Jettys that keep their sessions in it, and the proxy before them.
 * Thread-safe.
 */
final class Fleet implements AutoCloseable {

  private static final String MODULE = "session-store-coatcheck";
  private static final String PROPERTY = "jetty.session.coatcheck.redis";

  private final Settings settings;
  private final TomcatDistribution tomcat;
  private final JettyDistribution jetty;
  private final RedisServer redis;
  private final RoundRobinProxy proxy;
  private final List<ServerNode> nodes = new CopyOnWriteArrayList<>();

  Fleet(Settings settings, RoundRobinProxy proxy) {
    this.settings = settings;
    this.proxy = proxy;
    tomcat = TomcatDistribution.at(settings.tomcat());
    jetty = JettyDistribution.at(settings.jetty());
    redis = RedisServer.start();
  }

  /** Starts the nodes it is to begin with, all at once. */
  void start() {
    List<CompletableFuture<Void>> starts =
        IntStream.range(0, settings.nodes().size())
            .mapToObj(i -> newNode())
            .map(node -> CompletableFuture.runAsync(node::start))
            .toList();
    starts.forEach(CompletableFuture::join);
    nodes.forEach(this::join);
  }

  /** Starts one more, of the make whose turn it is. */
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

  /** What an administrator would have done, line by line. */
  List<String> installation() {
    List<String> steps = new ArrayList<>();
    if (settings.nodes().contains(Make.TOMCAT)) {
      steps.add("in Tomcat's lib: " + settings.jar().getFileName());
      steps.add("in Tomcat's conf/context.xml: " + contextLine());
    }
    if (settings.nodes().contains(Make.JETTY)) {
      steps.add("unpacked into Jetty's base: " + settings.archive().getFileName());
      steps.add("and there: java -jar $JETTY_HOME/start.jar --add-modules=" + MODULE);
      steps.add("in Jetty's start.d: " + PROPERTY + "=" + redis.uri());
    }
    return steps;
  }

  String versions() {
    StringBuilder versions = new StringBuilder("Redis ").append(redis.version());
    if (settings.nodes().contains(Make.TOMCAT)) {
      versions.append(", Tomcat ").append(tomcat.version());
    }
    if (settings.nodes().contains(Make.JETTY)) {
      versions.append(", Jetty ").append(jetty.version());
    }
    return versions.append(", Java ").append(Runtime.version()).toString();
  }

  @Override
  public void close() {
    nodes.forEach(ServerNode::close);
    redis.close();
  }

  private ServerNode newNode() {
    Make make = settings.nodes().get(nodes.size() % settings.nodes().size());
    String name = make.word() + "-" + (nodes.size() + 1);
    ServerNode node =
        switch (make) {
          case TOMCAT -> newTomcat(name);
          case JETTY -> newJetty(name);
        };
    nodes.add(node);
    return node;
  }

  private ServerNode newTomcat(String name) {
    TomcatSetup setup =
        tomcat
            .newNode(name, settings.work())
            .webapp("ROOT", settings.war())
            .jvmOption("-Dshop.node=" + name);
    if (settings.shared()) {
      setup.lib(settings.jar()).contextLine(contextLine());
    }
    return setup.create();
  }

  private ServerNode newJetty(String name) {
    JettySetup setup =
        jetty
            .newNode(name, settings.work())
            .webapp("ee10", "root", settings.war())
            .jvmOption("-Dshop.node=" + name);
    if (settings.shared()) {
      setup.unpack(settings.archive()).modules(MODULE).property(PROPERTY, redis.uri());
    }
    return setup.create();
  }

  private String contextLine() {
    return "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
        + redis.uri()
        + "\"/>";
  }

  private void join(ServerNode node) {
    proxy.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
  }
}
