package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.embedded.EmbeddedJetty;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** A framework's login on two Jettys. */
@Tag("full")
class FrameworkLoginOnJettyIT extends FrameworkLoginContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onJetty();
  }

  @Override
  boolean hasSessionsOfItsOwn(int node) {
    EmbeddedJetty jetty = (EmbeddedJetty) fleet().node(node);
    return jetty.context("/app").getSessionHandler().getSessionsCreated() > 0;
  }
}
