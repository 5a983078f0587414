package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Somebody who uses the text interface of one node's manager webapp. Confined to one thread. */
final class Admin {

  private static final String NAME = "admin";
  private static final String PASSWORD = "pw";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Visitor visitor;

  Admin(ServerNode node) {
    visitor = new Visitor(List.of(node.uri("/")));
  }

  /** Gives a node the webapps of administrators, and the user who may use them. */
  static TomcatSetup on(TomcatSetup setup) {
    return setup
        .stockWebapp("manager")
        .stockWebapp("host-manager")
        .user(NAME, PASSWORD, "manager-script,manager-jmx,admin-script");
  }

  /** The answer to a command, which must not fail. */
  String command(String command) {
    return page("/manager/text/" + command);
  }

  /** A page for administrators, which must begin with OK. */
  String page(String path) {
    Visitor.Answer answer = visitor.get(path, Map.of("Authorization", credentials()));
    if (answer.status() != 200 || !answer.body().startsWith("OK")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.body();
  }

  /** Reloads the application at /app again and again; a visitor's session survives that. */
  void assertSessionsSurviveReloads(Visitor visitor) {
    visitor.on(0).text("/app/basket/new");

    for (int reload = 1; reload <= 3; reload++) {
      visitor.on(0).text("/app/basket/add?shelf=s&item=item" + reload);
      assertThat(visitor.on(0).text("/app/counter")).isEqualTo(String.valueOf(reload));
      command("reload?path=/app");
    }

    assertThat(visitor.on(0).text("/app/get?name=basket")).contains("item1", "item2", "item3");
    assertThat(visitor.on(1).text("/app/counter")).isEqualTo("4");
  }

  /** Tomcat looks for loaders that a full collection leaves. */
  void assertNothingLeaks() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(command("findleaks?statusLine=true"))
                    .startsWith("OK - No memory leaks found"));
  }

  private static String credentials() {
    byte[] plain = (NAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(plain);
  }
}
