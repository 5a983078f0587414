package dev.coatcheck.it.embedded;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The contract on two Tomcats. */
class CoatcheckTomcatIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.plain();
  }
}
