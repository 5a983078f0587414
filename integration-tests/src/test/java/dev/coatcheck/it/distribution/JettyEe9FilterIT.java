package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodeLauncher;
import org.junit.jupiter.api.Tag;

/** The contract on two real Jettys, with the filter in applications of Servlet 5.0. */
@Tag("full")
class JettyEe9FilterIT extends JettyFilterContract {

  private final NodeLauncher launcher = JettyWithFilter.ofEe9();

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }
}
