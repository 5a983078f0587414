package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The contract on two Tomcats with the filter in each WAR. */
class FilterOnTomcatIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return FilterNodes.onTomcat();
  }
}
