package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The commands that two Undertows with the filter in each WAR send to Redis. */
@Tag("full")
class FilterBudgetOnUndertowIT extends CommandBudgetContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onUndertow();
  }
}
