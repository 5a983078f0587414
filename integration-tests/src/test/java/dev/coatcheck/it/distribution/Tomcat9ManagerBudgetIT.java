package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The commands that two real Tomcats 9 send to Redis. */
@Tag("full")
class Tomcat9ManagerBudgetIT extends CommandBudgetContract {

  private final NodeLauncher launcher = TomcatWithManager.ofTomcat9();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }

  /** Tomcat's authenticator asks for each session whose id it sees, as in later Tomcats. */
  @Override
  public int commandsOfAnUnusedSession() {
    return 1;
  }
}
