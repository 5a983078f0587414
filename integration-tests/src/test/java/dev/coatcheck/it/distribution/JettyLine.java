package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.jetty.JettyDistribution;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The lines of Jetty that the one archive is for, and the environments of each. */
enum JettyLine implements Line {
  JETTY_12_0("it.jetty12.0", List.of("ee8", "ee9", "ee10")),
  JETTY_12_1("it.jetty12.1", List.of("ee8", "ee9", "ee10", "ee11"));

  private final String property;
  private final List<String> environments;

  JettyLine(String property, List<String> environments) {
    this.property = property;
    this.environments = environments;
  }

  /** All of them in a full build, else the first one. */
  static Stream<JettyLine> tested() {
    return Boolean.getBoolean("it.full") ? Stream.of(values()) : Stream.of(JETTY_12_0);
  }

  JettyDistribution distribution() {
    return JettyDistribution.fromProperty(property);
  }

  List<String> environments() {
    return environments;
  }

  @Override
  public Installation install(String name, String path, Path war) {
    return Installation.of(this, name, setup -> setup.webapp("ee10", path, war));
  }

  /** Applications of that time look into the JDK, which Tomcat's own start script allows them. */
  @Override
  public Installation installJavaEe(String name, String path, Path war) {
    return Installation.of(
        this,
        name,
        setup ->
            setup
                .jvmOption("-Xmx256m")
                .jvmOption("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .webapp("ee8", path, war));
  }
}
