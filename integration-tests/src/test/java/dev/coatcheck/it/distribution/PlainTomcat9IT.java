package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.HttpSessionContract;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** The contract against a Tomcat 9 without us: the oracle for what it is used to. */
@Tag("full")
class PlainTomcat9IT extends HttpSessionContract {

  private final NodeLauncher launcher =
      new PlainTomcat(TomcatDistribution.fromProperty("it.tomcat9"));

  @Override
  public NodeLauncher launcher() {
    return launcher;
  }

  private static final class PlainTomcat extends TomcatLauncher {

    PlainTomcat(TomcatDistribution tomcat) {
      super(tomcat, JavaEeWar.of(tomcat)::unpack);
    }

    @Override
    public Map<Feature, String> missing() {
      return Feature.missingOnPlain("a Tomcat");
    }

    /** Lets it look for expired sessions each second. */
    @Override
    void equip(Path war, NodePlan plan) {
      try {
        Files.writeString(
            Files.createDirectories(war.resolve("META-INF")).resolve("context.xml"),
            """
            <Context backgroundProcessorDelay="1">
              <Manager className="org.apache.catalina.session.StandardManager" pathname=""
                  processExpiresFrequency="1"/>
            </Context>
            """);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
