package dev.coatcheck.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

class VersionsIT {

  @Test
  void theTomcatUnderTestIsTheOneThatTheBuildNames() {
    assertThat(ServerInfo.getServerNumber())
        .startsWith(System.getProperty("coatcheck.tomcat.version"));
  }
}
