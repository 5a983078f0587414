package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two real Jettys, with the filter in applications of Java EE. */
@Tag("full")
class JettyEe8FilterIT extends JettyFilterContract {

  private final NodeLauncher launcher = JettyWithFilter.ofEe8();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }
}
