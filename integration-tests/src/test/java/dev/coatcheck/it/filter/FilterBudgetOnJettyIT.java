package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The commands that two Jetties with the filter in each WAR send to Redis. */
@Tag("full")
class FilterBudgetOnJettyIT extends CommandBudgetContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onJetty();
  }
}
