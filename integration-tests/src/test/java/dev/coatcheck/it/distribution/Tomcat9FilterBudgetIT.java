package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The commands that two real Tomcats 9 with the filter send to Redis. */
@Tag("full")
class Tomcat9FilterBudgetIT extends CommandBudgetContract {

  private final NodeLauncher launcher = TomcatWithFilter.ofTomcat9();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }
}
