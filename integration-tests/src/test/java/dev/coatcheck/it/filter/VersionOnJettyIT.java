package dev.coatcheck.it.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class VersionOnJettyIT {

  @Test
  void theJettyUnderTestIsTheOneThatTheBuildNames() {
    String named = System.getProperty("it.jetty.version");

    assertThat(Server.getVersion()).isEqualTo(named);
    assertThat(WebAppContext.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("-" + named + ".jar");
  }
}
