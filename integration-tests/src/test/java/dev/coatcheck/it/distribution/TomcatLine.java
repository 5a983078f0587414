package dev.coatcheck.it.distribution;

import dev.coatcheck.testkit.tomcat.TomcatDistribution;

/** The lines of Tomcat that the one jar is for. */
enum TomcatLine {
  TOMCAT_10("it.tomcat10"),
  TOMCAT_11("it.tomcat11");

  private final String property;

  TomcatLine(String property) {
    this.property = property;
  }

  TomcatDistribution distribution() {
    return TomcatDistribution.fromProperty(property);
  }
}
