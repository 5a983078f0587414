package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

class VersionOnTomcatIT {

  @Test
  void theTomcatUnderTestIsTheOneThatTheBuildNames() {
    assertThat(ServerInfo.getServerNumber()).startsWith(System.getProperty("it.tomcat.version"));
  }
}
