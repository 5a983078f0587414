package dev.coatcheck.it.embedded;

import dev.coatcheck.testkit.embedded.EmbeddedTomcat;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import java.util.Map;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;

/**
 * The contract against a Tomcat without us: the oracle, which shows that it asks for what
 * applications are used to.
 */
class PlainTomcatIT extends HttpSessionContract {

  @Override
  public NodeLauncher launcher() {
    return new PlainTomcat();
  }

  private static final class PlainTomcat implements NodeLauncher {

    @Override
    public Node launch(NodePlan plan) {
      return new EmbeddedTomcat(plan, null, PlainTomcat::checkExpiryEachSecond);
    }

    @Override
    public Map<Feature, String> missing() {
      return Feature.missingOnPlain("a Tomcat");
    }

    private static void checkExpiryEachSecond(StandardContext context) {
      StandardManager manager = new StandardManager();
      manager.setProcessExpiresFrequency(1);
      context.setManager(manager);
    }
  }
}
