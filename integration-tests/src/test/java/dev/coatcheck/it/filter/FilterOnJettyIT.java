package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two Jetties with the filter in each WAR. */
@Tag("full")
class FilterOnJettyIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onJetty();
  }
}
