package dev.coatcheck.it.arquillian;

import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract with the default touch interval, on a group of two Tomcats run by Arquillian. */
@ExtendWith({ArquillianNodes.class, ArquillianExtension.class})
class ArquillianTomcatIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return new ArquillianNodes();
  }

  /** What the WARs' context.xml says; see {@link ArquillianNodes}. */
  @Override
  public Map<String, String> settings() {
    return Map.of("sweepInterval", "200ms");
  }

  @Deployment(name = "node-0/0", testable = false)
  @TargetsContainer("node-0")
  static WebArchive appOnNode0() {
    return ArquillianNodes.war(0, 0);
  }

  @Deployment(name = "node-0/1", testable = false)
  @TargetsContainer("node-0")
  static WebArchive otherAppOnNode0() {
    return ArquillianNodes.war(0, 1);
  }

  @Deployment(name = "node-0/2", testable = false)
  @TargetsContainer("node-0")
  static WebArchive appWithCookieConfigOnNode0() {
    return ArquillianNodes.war(0, 2);
  }

  @Deployment(name = "node-0/3", testable = false)
  @TargetsContainer("node-0")
  static WebArchive appWithIdsInUrlsOnNode0() {
    return ArquillianNodes.war(0, 3);
  }

  @Deployment(name = "node-1/0", testable = false)
  @TargetsContainer("node-1")
  static WebArchive appOnNode1() {
    return ArquillianNodes.war(1, 0);
  }

  @Deployment(name = "node-1/1", testable = false)
  @TargetsContainer("node-1")
  static WebArchive otherAppOnNode1() {
    return ArquillianNodes.war(1, 1);
  }

  @Deployment(name = "node-1/2", testable = false)
  @TargetsContainer("node-1")
  static WebArchive appWithCookieConfigOnNode1() {
    return ArquillianNodes.war(1, 2);
  }

  @Deployment(name = "node-1/3", testable = false)
  @TargetsContainer("node-1")
  static WebArchive appWithIdsInUrlsOnNode1() {
    return ArquillianNodes.war(1, 3);
  }
}
