package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** A library with a filter of its own on two Jettys. */
@Tag("full")
class EarlyLibraryOnJettyIT extends EarlyLibraryContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onJetty();
  }
}
