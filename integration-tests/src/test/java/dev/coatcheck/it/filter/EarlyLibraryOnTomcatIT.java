package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** A library with a filter of its own on two Tomcats. */
@Tag("full")
class EarlyLibraryOnTomcatIT extends EarlyLibraryContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat();
  }
}
