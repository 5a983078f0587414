package dev.coatcheck.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.HeardLog;
import dev.coatcheck.testkit.RedisLink;
import dev.coatcheck.testkit.RedisServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.eclipse.jetty.util.Blocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client is told while Redis is away, on Jetty's core; the contract tells the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {

  private final Browser browser = new Browser();
  private RedisServer redis;
  private RedisLink link;
  private TestNode node;

  @BeforeAll
  void start() throws Exception {
    redis = RedisServer.start();
    link = RedisLink.to(java.net.URI.create(redis.uri()));
    node = TestNode.start(link.uri().toString(), this::application);
  }

  @AfterAll
  void stop() throws Exception {
    node.close();
    link.close();
    redis.close();
  }

  @BeforeEach
  void haveASession() throws Exception {
    link.restore();
    assertThat(browser.get(node, "/set").statusCode()).isEqualTo(200);
  }

  void application(TestNode made) {
    made.app("/")
        .page("/set", (request, response) -> set(request))
        .page(
            "/cut",
            (request, response) -> {
              link.refuse();
              return set(request);
            })
        .page(
            "/long",
            (request, response) -> {
              link.refuse();
              set(request);
              for (int i = 0; i < 3; i++) {
                try (Blocker.Callback written = Blocker.callback()) {
                  Content.Sink.write(response, false, "much ", written);
                  written.block();
                }
              }
              return "more";
            })
        .page(
            "/swallow",
            (request, response) -> {
              link.refuse();
              try {
                request.getSession(false).invalidate();
              } catch (Error e) {
                return "all is well";
              }
              return "ended";
            })
        .page(
            "/renew",
            (request, response) -> {
              link.refuse();
              request.getSession(false).renewId(request, response);
              return "renewed";
            })
        .page(
            "/end",
            (request, response) -> {
              request.getSession(false).invalidate();
              return "ended";
            })
        .page(
            "/late",
            (request, response) -> {
              try (Blocker.Callback flushed = Blocker.callback()) {
                Content.Sink.write(response, false, "first ", flushed);
                flushed.block();
              }
              link.refuse();
              return set(request);
            });
  }

  private static String set(Request request) {
    Session session = request.getSession(true);
    session.setAttribute("time", System.nanoTime());
    return "set";
  }

  @Test
  void aSessionThatCannotBeReadIsNotTakenForNone() throws Exception {
    link.refuse();
    refused(browser.get(node, "/set"));
  }

  @Test
  void aSessionThatCannotBeSavedIsNotReportedAsSaved() throws Exception {
    refused(browser.get(node, "/cut"));
  }

  @Test
  void aNewSessionThatCannotBeSavedGivesNoCookie() throws Exception {
    refused(new Browser().get(node, "/cut"));
  }

  @Test
  void anApplicationThatSwallowsTheErrorCannotReportSuccess() throws Exception {
    refused(browser.get(node, "/swallow"));
  }

  @Test
  void anIdThatCannotBeChangedStaysAndNobodyWaitsForTheNewOne() throws Exception {
    String id = browser.cookie;
    refused(browser.get(node, "/renew"));
    assertThat(browser.cookie).isEqualTo(id);
    assertThat(browser.get(node, "/end").body()).isEqualTo("ended"); // waits for no change of id
  }

  @Test
  void theRestOfAResponseThatWasReplacedIsDropped() throws Exception {
    refused(browser.get(node, "/long"));
  }

  @Test
  void whatIsChangedAfterTheResponseWasCommittedIsLostWithoutHarmingTheResponse() throws Exception {
    try (HeardLog log = new HeardLog()) {
      HttpResponse<String> response = browser.get(node, "/late");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("first set");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> log.messages().stream().anyMatch(m -> m.contains("after their response")));
      assertThat(log.messages()).noneMatch(message -> message.contains("cannot be reached at the"));
    }
  }

  private void refused(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).doesNotContain("Exception", "RefusedRequest", "\tat ");
    assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    link.restore();
    assertThat(browser.get(node, "/set").statusCode()).isEqualTo(200);
  }
}
