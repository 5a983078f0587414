package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.it.filter.FilterNodes;
import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.http.Browser;
import dev.coatcheck.testkit.http.Node;
import dev.coatcheck.testkit.http.NodeLauncher;
import dev.coatcheck.testkit.http.NodePlan;
import dev.coatcheck.testkit.http.WebApp;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.util.concurrent.Executor;
import org.example.sockets.SessionSocket;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers that know nothing of us, with the filter in the WAR. */
@Tag("full")
class JspAndSocketIT {

  @Nested
  class OnTomcat10 extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onTomcat(TomcatLine.TOMCAT_10));
    }
  }

  @Nested
  class OnTomcat11 extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onTomcat(TomcatLine.TOMCAT_11));
    }
  }

  @Nested
  class OnJetty120 extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onJetty(JettyLine.JETTY_12_0));
    }
  }

  @Nested
  class OnJetty121 extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onJetty(JettyLine.JETTY_12_1));
    }
  }

  @Nested
  class OnUndertow extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return FilterNodes.onUndertow(JspAndSocketIT::addEndpoint);
    }

    @Test
    @Override
    @Disabled("Undertow itself has no JSP; the servers around it use one of those tried here")
    void whatAJspCallsSessionIsOurs() {}

    @Test
    @Override
    @Disabled("Undertow itself has no JSP; the servers around it use one of those tried here")
    void whatAJspChangesInPlaceIsSaved() {}

    @Test
    @Override
    @Disabled("Undertow itself has no JSP; the servers around it use one of those tried here")
    void aJspThatWantsNoSessionStartsNone() {}

    /** One of them closes sockets when sessions end, and knows Undertow's own sessions only. */
    @Test
    void noListenerOfUndertowsOwnIsToldOfOurSessions() {
      Browser browser = browser();
      browser.get(0, "/counter");

      try (HeardLog log = new HeardLog()) {
        assertThat(browser.get(1, "/invalidate")).isEqualTo("ended");
        assertThat(log.messages()).noneMatch(message -> message.contains("listener"));
      }
    }
  }

  /** What a server around Undertow does when it finds the endpoint in the WAR. */
  private static void addEndpoint(DeploymentInfo deployment) {
    try {
      WebSocketDeploymentInfo sockets =
          new WebSocketDeploymentInfo()
              .setBuffers(new DefaultByteBufferPool(false, 1024))
              .setDispatchToWorkerThread(true)
              .addEndpoint(deployment.getClassLoader().loadClass(SessionSocket.class.getName()));
      deployment.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerLauncher onTomcat(TomcatLine line) {
    return new TomcatLauncher(line.distribution(), WebApp::unpackTo) {};
  }

  private static ServerLauncher onJetty(JettyLine line) {
    return new JettyLauncher(line, "ee10", "ee10-apache-jsp", "ee10-websocket-jakarta");
  }

  private record WithFilter(ServerLauncher servers) implements NodeLauncher {

    @Override
    public Node launch(NodePlan plan) {
      return servers.launch(FilterNodes.equipped(plan));
    }

    @Override
    public Executor starter() {
      return servers.starter();
    }
  }
}
