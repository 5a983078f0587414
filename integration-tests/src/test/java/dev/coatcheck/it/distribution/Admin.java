package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.server.ServerNode;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Somebody who uses the text interface of one node's manager webapp. Confined to one thread. */
final class Admin {

  private static final String NAME = "admin";
  private static final String PASSWORD = "pw";

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

  private static String credentials() {
    byte[] plain = (NAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(plain);
  }
}
