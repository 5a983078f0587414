package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import dev.coatcheck.testkit.tomcat.TomcatDistribution;
import dev.coatcheck.testkit.tomcat.TomcatSetup;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** Launches Tomcats with the jar in lib and one line in conf/context.xml. */
final class TomcatWithManager extends TomcatLauncher {

  private final Path jar;

  private TomcatWithManager(
      TomcatDistribution tomcat, BiFunction<WebApp, Path, Path> unpacking, Path jar) {
    super(tomcat, unpacking);
    this.jar = jar;
  }

  /** Those of the line of Java EE. */
  static TomcatWithManager ofTomcat9() {
    TomcatDistribution tomcat = TomcatDistribution.fromProperty("it.tomcat9");
    return new TomcatWithManager(
        tomcat, JavaEeWar.of(tomcat)::unpack, Path.of(System.getProperty("it.javaxAllJar")));
  }

  /** Those of a line of Jakarta EE. */
  static TomcatWithManager of(TomcatLine line) {
    return new TomcatWithManager(line.distribution(), WebApp::unpackTo, Installation.jar());
  }

  @Override
  void equip(TomcatSetup node, NodePlan plan) {
    StringBuilder line =
        new StringBuilder("<Manager className=\"dev.coatcheck.tomcat.CoatcheckManager\"");
    line.append(" redis=\"").append(plan.redis()).append('"');
    plan.settings().forEach((name, value) -> line.append(' ').append(name + "=\"" + value + '"'));
    node.lib(jar).contextLine(line + "/>");
  }
}
