package dev.coatcheck.jetty.embedded;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The contract on two Jetties. */
class CoatcheckJettyIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.plain();
  }
}
