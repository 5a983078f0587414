package dev.coatcheck.jetty.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.SessionData;
import org.junit.jupiter.api.Test;

/** Tells what this build ran on. */
class VersionsIT {

  private static final Logger LOG = System.getLogger("dev.coatcheck.jetty.embedded");

  @Test
  void theJettyUnderTestIsTheOneThatTheBuildNames() {
    LOG.log(Level.INFO, "Java {0}, embedded Jetty {1}", Runtime.version(), Server.getVersion());

    String named = System.getProperty("it.jetty.version");
    assertThat(Server.getVersion()).isEqualTo(named);
    assertThat(jarOf(SessionData.class)).endsWith("-" + named + ".jar");
    assertThat(jarOf(WebAppContext.class)).endsWith("-" + named + ".jar");
  }

  private static String jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
