package dev.coatcheck.it.embedded;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The commands that two Tomcats send to Redis. */
class CommandBudgetIT extends CommandBudgetContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedTomcatWithUs.plain();
  }

  /**
   * Tomcat's authenticator asks each session whose id it sees who its user is, protected page or
   * not, so that pages without a constraint know the user, too.
   */
  @Override
  public int commandsOfAnUnusedSession() {
    return 1;
  }
}
