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
import java.util.ArrayList;
import java.util.List;
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
  class OnJetty120 extends OnJetty {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onJetty(JettyLine.JETTY_12_0));
    }
  }

  @Nested
  class OnJetty121 extends OnJetty {
    @Override
    public NodeLauncher launcher() {
      return new WithFilter(onJetty(JettyLine.JETTY_12_1));
    }
  }

  @Nested
  class OnUndertow extends JspAndSocketContract {
    @Override
    public NodeLauncher launcher() {
      return FilterNodes.onUndertow(JspAndSocketIT::addSockets);
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

  /**
   * Jetty's own filter for WebSockets goes before all others, unless web.xml has it: an application
   * that has ours in web.xml, too, chooses the order.
   */
  private abstract static class OnJetty extends JspAndSocketContract {

    private static final String APP_WITH_FILTERS = "/filters";

    @Override
    List<WebApp> applications() {
      WebApp application =
          WebApp.at(APP_WITH_FILTERS).plus("WEB-INF/web.xml", resource("/sockets/web.xml"));
      List<WebApp> applications = new ArrayList<>(super.applications());
      applications.add(with(application, "HandshakeSession", "SessionSocket", "Talk"));
      return applications;
    }

    @Test
    void soHasTheHandshakeBehindOurFilterInWebXml() {
      socketsShareTheSession(APP_WITH_FILTERS);
    }
  }

  /** What a server around Undertow does, which also finds the endpoint in the WAR. */
  private static void addSockets(DeploymentInfo deployment) {
    WebSocketDeploymentInfo sockets =
        new WebSocketDeploymentInfo()
            .setBuffers(new DefaultByteBufferPool(false, 1024))
            .setDispatchToWorkerThread(true);
    if (deployment.getContextPath().equals(JspAndSocketContract.APP)) {
      sockets.addEndpoint(endpoint(deployment.getClassLoader()));
    }
    deployment.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
  }

  private static Class<?> endpoint(ClassLoader application) {
    try {
      return application.loadClass(SessionSocket.class.getName());
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
