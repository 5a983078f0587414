package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two Undertows with the filter in each WAR. */
@Tag("full")
class FilterOnUndertowIT extends UndertowContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onUndertow();
  }
}
