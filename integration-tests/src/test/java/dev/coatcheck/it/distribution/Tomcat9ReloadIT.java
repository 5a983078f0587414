package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application of Java EE comes and goes on a Tomcat 9; nothing of it, or of us, is left. */
@Tag("full")
class Tomcat9ReloadIT {

  /** What the filter says of every application that has a login form. */
  private static final String OF_FORM_LOGINS = "The container keeps logins by its form";

  private final TomcatDistribution tomcat = TomcatDistribution.fromProperty("it.tomcat9");

  /** By which of our jars the sessions are kept. */
  enum Adapter {
    MANAGER,
    FILTER
  }

  @ParameterizedTest
  @EnumSource
  void sessionsSurviveReloads(Adapter adapter, @TempDir Path directory) {
    Path app = JavaEeWar.of(tomcat).unpack(WebApp.at("/app"), directory);
    String name = "reload-" + adapter + "-" + tomcat.version();
    try (Installation installation =
        Installation.of(name, (node, redis) -> setUp(adapter, node, redis, app).create()).start()) {
      Admin admin = new Admin(installation.node(0));
      admin.assertSessionsSurviveReloads(installation.visitor());
      admin.command("undeploy?path=/app");
      admin.assertNothingLeaks();
      assertThat(installation.complaints())
          .filteredOn(line -> !line.contains(OF_FORM_LOGINS))
          .isEmpty();
    }
  }

  private TomcatSetup setUp(Adapter adapter, Path node, RedisServer redis, Path app) {
    if (adapter == Adapter.FILTER && node.endsWith("node-1")) { // both nodes get the same files
      FilterJar.ofJavaEe().addTo(app, redis.uri().toString(), Map.of());
    }
    TomcatSetup setup =
        Admin.on(tomcat.newNode(node.getFileName().toString(), node.getParent()))
            .webapp("app", app);
    if (adapter == Adapter.MANAGER) {
      setup
          .lib(Path.of(System.getProperty("it.javaxAllJar")))
          .contextLine(
              "<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\" redis=\""
                  + redis.uri()
                  + "\"/>");
    }
    return setup;
  }
}
