package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import java.nio.file.Path;

/** The lines of Tomcat that the one jar is for. */
enum TomcatLine implements Line {
  TOMCAT_10("it.tomcat10"),
  TOMCAT_11("it.tomcat11");

  private final String property;

  TomcatLine(String property) {
    this.property = property;
  }

  TomcatDistribution distribution() {
    return TomcatDistribution.fromProperty(property);
  }

  @Override
  public Installation install(String name, String path, Path war) {
    return Installation.of(this, name, setup -> setup.webapp(path, war));
  }

  /** Tomcat migrates it while it deploys it. */
  @Override
  public Installation installJavaEe(String name, String path, Path war) {
    return Installation.of(
        this, name, setup -> setup.jvmOption("-Xmx256m").legacyWebapp(path, war));
  }
}
