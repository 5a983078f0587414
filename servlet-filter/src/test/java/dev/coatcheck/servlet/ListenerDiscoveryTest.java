package dev.coatcheck.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.HeardLog;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** Which source is taken, and what the log says of it. */
final class ListenerDiscoveryTest {

  private static final SessionListeners ONE =
      new SessionListeners(List.of(new HttpSessionListener() {}), List.of(), List.of(), "a test");

  private final ServletContext context = context();

  @Test
  void theFirstThatFindsAWayIsAskedOnce() {
    List<ServletContext> asked = new ArrayList<>();
    ListenerDiscovery discovery =
        discovery(
            List.of(
                none -> null,
                some -> {
                  asked.add(some);
                  return ONE;
                },
                last -> {
                  throw new AssertionError("asked although there is another way");
                }));

    try (HeardLog log = new HeardLog()) {
      assertThat(discovery.listeners()).isSameAs(ONE);
      assertThat(discovery.listeners()).isSameAs(ONE);

      assertThat(asked).containsExactly(context);
      assertThat(log.messages())
          .filteredOn(message -> message.startsWith("Session listeners"))
          .containsExactly(
              "Session listeners are told as found in a test, context= session=1 attribute=0 id=0");
    }
  }

  @Test
  void oneThatFailsIsPassedOver() {
    ListenerDiscovery discovery =
        discovery(
            List.of(
                failing -> {
                  throw new IllegalStateException("the reason");
                },
                missing -> {
                  throw new NoClassDefFoundError("org.example.Missing");
                },
                some -> ONE));

    try (HeardLog log = new HeardLog()) {
      assertThat(discovery.listeners()).isSameAs(ONE);

      assertThat(log.messages())
          .anyMatch(message -> message.contains("the reason"))
          .anyMatch(message -> message.contains("org.example.Missing"));
    }
  }

  @Test
  void withoutAWayNobodyIsToldAndTheLogSaysSo() {
    try (HeardLog log = new HeardLog()) {
      assertThat(discovery(List.of(none -> null)).listeners().session()).isEmpty();

      assertThat(log.messages())
          .anyMatch(
              message ->
                  message.startsWith("Session listeners are not told")
                      && message.contains(context.getServerInfo())
                      && message.contains("or Coatcheck's own adapter"));
    }
  }

  private ListenerDiscovery discovery(List<Function<ServletContext, SessionListeners>> sources) {
    return new ListenerDiscovery(context, sources);
  }

  private static ServletContext context() {
    ServletContextHandler handler = new ServletContextHandler();
    new Server().setHandler(handler);
    return handler.getServletContext();
  }
}
