package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two real Tomcats 9, with an application of Java EE and our jar for it. */
@Tag("full")
class Tomcat9ManagerIT extends HttpSessionContract {

  private final NodeLauncher launcher = TomcatWithManager.ofTomcat9();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }
}
