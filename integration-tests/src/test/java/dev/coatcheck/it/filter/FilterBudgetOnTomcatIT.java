package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The commands that two Tomcats with the filter in each WAR send to Redis. */
class FilterBudgetOnTomcatIT extends CommandBudgetContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat();
  }
}
