package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.Feature;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.nio.file.Path;
import java.util.Map;

/** Launches Tomcats 9 whose applications have the filter. */
final class TomcatWithFilter extends TomcatLauncher {

  private final FilterJar filter = FilterJar.ofJavaEe();

  private TomcatWithFilter(TomcatDistribution tomcat) {
    super(tomcat, JavaEeWar.of(tomcat)::unpack);
  }

  static TomcatWithFilter ofTomcat9() {
    return new TomcatWithFilter(TomcatDistribution.fromProperty("it.tomcat9"));
  }

  @Override
  public Map<Feature, String> missing() {
    return Map.of(
        Feature.CONTAINER_LOGIN, "containers log in before filters run, in a session of their own");
  }

  @Override
  void equip(Path war, NodePlan plan) {
    filter.addTo(war, plan);
  }
}
