package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.jetty.JettyDistribution;
import dev.coatcheck.testkit.jetty.JettySetup;
import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * Sets up servers as an administrator would: the shop's WAR as it is, and with Coatcheck one jar
 * and one line, or one archive and one property. Thread-safe.
 */
final class Servers {

  private static final String MODULE = "session-store-coatcheck";
  private static final String PROPERTY = "jetty.session.coatcheck.redis";

  private static final int PATIENCE = 60_000;

  private final Settings settings;
  private final Mode mode;
  private final URI redis;
  private final TomcatDistribution tomcat;
  private final JettyDistribution jetty;

  Servers(Settings settings, Mode mode, URI redis) {
    this.settings = settings;
    this.mode = mode;
    this.redis = redis;
    tomcat = TomcatDistribution.at(settings.tomcat());
    jetty = JettyDistribution.at(settings.jetty());
  }

  /**
   * Starts a server with one release of the shop; returns when it answers.
   *
   * @throws IllegalStateException when the server or the shop on it does not start
   */
  ServerNode start(String name, Make make, int release) {
    ServerNode node =
        switch (make) {
          case TOMCAT -> tomcat(name, release);
          case JETTY -> jetty(name, release);
        };
    node.start();
    int status = status(node.uri("/"));
    if (status != HttpURLConnection.HTTP_OK) {
      node.close();
      throw new IllegalStateException(
          "the shop on "
              + name
              + " answers with "
              + status
              + "; what the server says about it is in "
              + node.base().resolve("logs"));
    }
    return node;
  }

  /** What was done so that the sessions are in Redis, line by line; nothing without Coatcheck. */
  List<String> installation() {
    return switch (mode) {
      case MEMORY -> List.of();
      case COATCHECK ->
          List.of(
              "in Tomcat's lib: " + settings.jar().getFileName(),
              "in Tomcat's conf/context.xml: " + contextLine(),
              "unpacked into Jetty's base: " + settings.archive().getFileName(),
              "and there: java -jar $JETTY_HOME/start.jar --add-modules=" + MODULE,
              "in Jetty's start.d: " + PROPERTY + "=" + redis);
    };
  }

  String versions() {
    return "Tomcat " + tomcat.version() + ", Jetty " + jetty.version();
  }

  /** 0 when it does not answer. */
  private static int status(URI page) {
    try {
      var connection = (HttpURLConnection) page.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE);
      connection.setReadTimeout(PATIENCE);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private ServerNode tomcat(String name, int release) {
    TomcatSetup setup =
        tomcat
            .newNode(name, settings.directory(mode, release))
            .webapp("ROOT", settings.war(release))
            .jvmOption("-Dshop.node=" + name);
    if (mode == Mode.COATCHECK) {
      setup.lib(settings.jar()).contextLine(contextLine());
    }
    return setup.create();
  }

  private ServerNode jetty(String name, int release) {
    JettySetup setup =
        jetty
            .newNode(name, settings.directory(mode, release))
            .webapp("ee10", "root", settings.war(release))
            .jvmOption("-Dshop.node=" + name);
    if (mode == Mode.COATCHECK) {
      setup.unpack(settings.archive()).modules(MODULE).property(PROPERTY, redis.toString());
    }
    return setup.create();
  }

  private String contextLine() {
    return "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\"" + redis + "\"/>";
  }
}
