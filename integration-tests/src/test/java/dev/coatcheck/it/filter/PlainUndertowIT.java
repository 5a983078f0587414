package dev.coatcheck.it.filter;

import dev.coatcheck.testkit.embedded.EmbeddedUndertow;
import dev.coatcheck.testkit.http.ContainerHabits;
import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract against an Undertow without us: the oracle for what is started there. */
@Tag("full")
class PlainUndertowIT extends UndertowContract {

  @Override
  public NodeLauncher launcher() {
    return new PlainUndertow();
  }

  @Test
  @Override
  @Disabled("Undertow tells its listeners of each new id twice")
  public void aNewIdIsTold() {}

  @Test
  @Override
  @Disabled("Undertow tells a value that it is bound after the listeners, not before them")
  public void aReplacedValueAndTheNewOneAreToldInTheContainersOrder() {}

  private static final class PlainUndertow implements NodeLauncher {

    @Override
    public Node launch(NodePlan plan) {
      return new EmbeddedUndertow(plan, deployment -> {});
    }

    @Override
    public Map<Feature, String> missing() {
      return Feature.missingOnPlain("an Undertow");
    }

    @Override
    public ContainerHabits habits() {
      return ContainerHabits.UNDERTOW;
    }
  }
}
