package dev.coatcheck.jetty.embedded;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The contract on two Jetties with our store and Jetty's cache that keeps nothing. */
class StoreAloneIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.storeAlone();
  }
}
