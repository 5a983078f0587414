package dev.coatcheck.jetty.embedded;

import dev.coatcheck.testkit.embedded.EmbeddedJetty;
import dev.coatcheck.testkit.http.ContainerHabits;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;
import org.eclipse.jetty.session.HouseKeeper;

/**
 * The contract against a Jetty without us: the oracle, which shows that it asks for what
 * applications are used to.
 */
class PlainJettyIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return new PlainJetty();
  }

  private static final class PlainJetty implements NodeLauncher {

    @Override
    public Node launch(NodePlan plan) {
      return new EmbeddedJetty(plan, PlainJetty::checkExpiryEachSecond);
    }

    @Override
    public Map<Feature, String> missing() {
      return Feature.missingOnPlain("a Jetty");
    }

    @Override
    public ContainerHabits habits() {
      return ContainerHabits.JETTY_EE10;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // what Jetty declares
    private static void checkExpiryEachSecond(Server server) {
      DefaultSessionIdManager ids = new DefaultSessionIdManager(server);
      ids.setWorkerName(""); // what is appended to ids is Jetty's own, RouteIT has it
      HouseKeeper scavenger = new HouseKeeper();
      try {
        scavenger.setIntervalSec(1);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      ids.setSessionHouseKeeper(scavenger);
      server.addBean(ids, true);
    }
  }
}
