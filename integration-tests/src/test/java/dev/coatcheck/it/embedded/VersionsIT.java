package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

/** Tells what this build ran on. Redis and the distributions of Tomcat tell it themselves. */
class VersionsIT {

  private static final Logger LOG = System.getLogger("dev.coatcheck.it");

  @Test
  void theTomcatUnderTestIsTheOneThatTheBuildNames() {
    LOG.log(
        Level.INFO,
        "Java {0}, Maven {1}, embedded {2}",
        Runtime.version(),
        System.getProperty("it.maven.version"),
        ServerInfo.getServerInfo());

    assertThat(ServerInfo.getServerNumber()).startsWith(System.getProperty("it.tomcat.version"));
  }
}
