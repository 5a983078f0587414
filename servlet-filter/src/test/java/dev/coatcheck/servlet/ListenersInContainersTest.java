package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EventListener;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.example.listening.Listeners.AddedByInitializer;
import org.example.listening.Listeners.Adding;
import org.example.listening.Listeners.Described;
import org.example.listening.Listeners.DescribedToo;
import org.example.listening.Listeners.OfAttributes;
import org.example.listening.Listeners.OfIds;
import org.example.listening.Listeners.OfSessions;
import org.junit.jupiter.api.Test;

/** In containers that are set up by code: the very listeners that a plain container tells. */
final class ListenersInContainersTest {

  private static final List<Class<? extends EventListener>> LISTENERS =
      List.of(
          OfIds.class,
          Described.class,
          Adding.class,
          OfAttributes.class,
          DescribedToo.class,
          OfSessions.class);

  private static final String[] TOLD = {
    "session Described", "session DescribedToo", "session OfSessions",
    "attribute Described", "attribute OfAttributes", "attribute DescribedToo",
    "id OfIds", "id Described", "id DescribedToo"
  };

  @Test
  void ofUndertow() throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setDeploymentName("app")
            .setContextPath("/app")
            .setClassLoader(ListenersInContainersTest.class.getClassLoader())
            .addServlet(Servlets.servlet(ListenerPages.class).addMapping("/pages/*"))
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    Adder.class, new ImmediateInstanceFactory<>(new Adder()), Set.of()));
    LISTENERS.forEach(type -> deployment.addListener(Servlets.listener(type)));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(io.undertow.Handlers.path().addPrefixPath("/app", manager.start()))
            .build();
    server.start();
    try {
      InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
      foundAreThoseThatAreTold(address.getPort());
    } finally {
      server.stop();
      manager.stop();
    }
  }

  @Test
  void ofJettyEe9() throws Exception {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath("/app");
    context.addServlet(new ServletHolder(new ListenerPages()), "/pages/*");
    for (Class<? extends EventListener> type : LISTENERS) {
      context.addEventListener(type.getDeclaredConstructor().newInstance());
    }
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(context);
    server.start();
    try {
      foundAreThoseThatAreTold(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    } finally {
      server.stop();
    }
  }

  private static void foundAreThoseThatAreTold(int port) throws IOException, InterruptedException {
    PageReader pages = new PageReader(port);

    // each once, for Undertow tells of a new id twice
    List<String> told = pages.lines("told").stream().distinct().toList();

    assertThat(told).map(line -> line.replaceFirst("@.*", "")).containsSubsequence(TOLD);
    assertThat(pages.lines("found")).isEqualTo(told);
  }

  private static final class Adder implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> types, jakarta.servlet.ServletContext context) {
      context.addListener(AddedByInitializer.class);
    }
  }
}
