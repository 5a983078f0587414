package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two real Tomcats 9, with the filter in applications of Java EE. */
@Tag("full")
class Tomcat9FilterIT extends HttpSessionContract {

  private final NodeLauncher launcher = TomcatWithFilter.ofTomcat9();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }
}
