package dev.coatcheck.jetty.embedded;

import dev.coatcheck.testkit.http.CommandBudgetContract;
import dev.coatcheck.testkit.http.NodeLauncher;

/** The commands that two Jetties send to Redis. */
class CommandBudgetIT extends CommandBudgetContract {

  @Override
  public NodeLauncher launcher() {
    return EmbeddedJettyWithUs.plain();
  }

  /** Jetty looks up the session of each request that names one, before the application runs. */
  @Override
  public int commandsOfAnUnusedSession() {
    return 1;
  }

  /** Jetty looks up each id once, for a request with two valid ones is answered with 400. */
  @Override
  public int commandsOfTenCookies() {
    return 5;
  }
}
