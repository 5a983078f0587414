package dev.coatcheck.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coatcheck.testkit.RedisServer;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Context;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that no commit of a response saves, and what listeners hear on the way. */
class LateChangesTest {

  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  private final AtomicReference<HttpSession> kept = new AtomicReference<>();
  private final CountDownLatch seen = new CountDownLatch(1);
  private RedisServer redis;
  private TestNode first;
  private TestNode second;
  private Browser browser;

  /** Wants to know where it lives. */
  static final class Traveller implements HttpSessionActivationListener {

    String lastHeard = "born";
    int departures;

    @Override
    public void sessionDidActivate(HttpSessionEvent event) {
      lastHeard = "activated";
      HEARD.add("activated");
    }

    @Override
    public void sessionWillPassivate(HttpSessionEvent event) {
      lastHeard = "passivated";
      departures++;
      HEARD.add("passivated");
    }
  }

  @BeforeEach
  void start() throws Exception {
    HEARD.clear();
    redis = RedisServer.start();
    first = TestNode.start(redis.uri(), this::application);
    second = TestNode.start(redis.uri(), this::application);
    browser = new Browser();
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
    redis.close();
  }

  private void application(TestNode node) {
    node.page(
        "/keep",
        (request, response) -> {
          kept.set(request.getSession());
          response.getWriter().print("kept");
        });
    node.page(
        "/get",
        (request, response) ->
            response
                .getWriter()
                .print(request.getSession().getAttribute(request.getParameter("name"))));
    node.page(
        "/traveller/new",
        (request, response) -> request.getSession().setAttribute("traveller", new Traveller()));
    node.page(
        "/traveller",
        (request, response) -> {
          Traveller traveller = (Traveller) request.getSession().getAttribute("traveller");
          response.getWriter().print(traveller.lastHeard + " " + traveller.departures);
        });
  }

  @Test
  void aLateChangeThatCannotBeStoredLeavesNoRequestInProgress() throws Exception {
    CoatcheckManager refusing = new CoatcheckManager();
    refusing.setProperty("unstorableAttributes", "refuse");
    try (TestNode node =
        TestNode.start(
            redis.uri(),
            refusing,
            made ->
                made.page(
                    "/late",
                    (request, response) -> {
                      HttpSession session = request.getSession();
                      response.flushBuffer();
                      session.setAttribute("thread", Thread.currentThread());
                    }))) {
      assertThat(browser.get(node, "/late").statusCode()).isEqualTo(200);

      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requestsOn(node) == 0);
    }
  }

  @Test
  void aChangeWithNoRequestInProgressIsSavedAtOnce() throws Exception {
    browser.get(first, "/keep");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requestsOn(first) == 0);

    kept.get().setAttribute("a", "late");
    assertThat(browser.get(second, "/get?name=a").body()).isEqualTo("late");

    kept.get().removeAttribute("a");
    assertThat(browser.get(second, "/get?name=a").body()).isEqualTo("null");

    kept.get().invalidate();
    String id = browser.cookie;
    browser.get(second, "/get?name=a");
    assertThat(browser.cookie).isNotEqualTo(id);
  }

  private static int requestsOn(TestNode node) {
    return node.manager.running().localSessions().stream()
        .mapToInt(session -> session.live().requests())
        .sum();
  }

  @Test
  void attributesAreToldWhenTheyComeToANodeAndWhenTheyLeaveIt() throws Exception {
    browser.get(first, "/traveller/new");
    assertThat(browser.get(first, "/traveller").body()).isEqualTo("born 0");
    assertThat(HEARD).isEmpty();

    assertThat(browser.get(second, "/traveller").body()).isEqualTo("activated 0");
    assertThat(browser.get(second, "/traveller").body()).isEqualTo("activated 0");
    assertThat(HEARD).containsExactly("activated");

    second.context.stop();
    assertThat(HEARD).containsExactly("activated", "passivated");

    assertThat(browser.get(first, "/traveller").body())
        .as("what it changed when it left is saved, and it comes anew")
        .isEqualTo("activated 1");
    assertThat(HEARD).containsExactly("activated", "passivated", "activated");
  }

  @Test
  void aSessionOfAnotherContextIsSavedWithTheResponseToo() throws Exception {
    for (TestNode node : List.of(first, second)) {
      node.context.setCrossContext(true);
      node.context("/other", new CoatcheckManager(), this::otherApplication);
      node.page(
          "/across",
          (request, response) -> {
            request.getSession().setAttribute("a", "here");
            request
                .getServletContext()
                .getContext("/other")
                .getRequestDispatcher("/set")
                .forward(request, response);
          });
    }

    Browser busy = new Browser();
    try {
      assertThat(busy.open(first, "/across").statusCode()).isEqualTo(200);
      browser.cookie = busy.cookie;
      assertThat(browser.get(second, "/other/get").body()).isEqualTo("across");
      assertThat(browser.get(second, "/get?name=a").body()).isEqualTo("here");
    } finally {
      seen.countDown();
    }
  }

  private void otherApplication(Context context) {
    context.setSessionCookiePath("/");
    TestNode.page(
        context,
        "/set",
        (request, response) -> {
          request.getSession().setAttribute("a", "across");
          response.flushBuffer();
          await(seen);
        });
    TestNode.page(
        context,
        "/get",
        (request, response) -> response.getWriter().print(request.getSession().getAttribute("a")));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void whatTheFiltersExcludeStaysOnItsNode() throws Exception {
    first.manager.setSessionAttributeNameFilter("[^_].*");
    browser.get(first, "/keep");
    kept.get().setAttribute("_mine", "here");
    kept.get().setAttribute("ours", "everywhere");

    assertThat(browser.get(first, "/get?name=_mine").body()).isEqualTo("here");
    assertThat(browser.get(second, "/get?name=_mine").body()).isEqualTo("null");
    assertThat(browser.get(second, "/get?name=ours").body()).isEqualTo("everywhere");
  }

  @Test
  void whatOnlyOneNodeHasIsReleasedWhenItHearsThatTheSessionEndedElsewhere() throws Exception {
    first.manager.setSessionAttributeNameFilter("[^_].*");
    browser.get(first, "/keep");
    kept.get()
        .setAttribute(
            "_socket",
            new HttpSessionBindingListener() {
              @Override
              public void valueUnbound(HttpSessionBindingEvent event) {
                HEARD.add("unbound " + event.getName());
              }
            });
    Browser twin = new Browser();
    twin.cookie = browser.cookie;
    second.page("/end", (request, response) -> request.getSession().invalidate());
    browser.get(second, "/end");
    assertThat(HEARD).isEmpty();

    twin.get(first, "/get?name=a");

    assertThat(HEARD).containsExactly("unbound _socket");
  }

  @Test
  void anAsynchronousThreadMayBeTheFirstToUseTheSession() throws Exception {
    TestNode.Page page =
        (request, response) -> {
          var async = request.startAsync();
          new Thread(
                  () -> {
                    request.getSession().setAttribute("a", "by a thread");
                    try {
                      response.getWriter().print("done");
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                    async.complete();
                  },
                  "asynchronous page")
              .start();
        };
    first.page("/async", page);
    second.page("/async", page);

    assertThat(browser.get(first, "/async").body()).isEqualTo("done");
    assertThat(browser.get(second, "/get?name=a").body()).isEqualTo("by a thread");
    browser.get(second, "/async");
    assertThat(browser.get(first, "/get?name=a").body()).isEqualTo("by a thread");
  }

  /** Counts how often it is encoded. */
  static final class Counting implements Serializable {

    static final AtomicInteger ENCODED = new AtomicInteger();

    private void writeObject(ObjectOutputStream out) throws IOException {
      ENCODED.incrementAndGet();
      out.defaultWriteObject();
    }
  }

  @Test
  void aPlainPageEncodesOnceWhatItReadAndAFlushedOneTwice() throws Exception {
    browser.get(first, "/keep");
    kept.get().setAttribute("counting", new Counting());
    first.page(
        "/flush",
        (request, response) -> {
          request.getSession().getAttribute("counting");
          response.flushBuffer();
        });
    browser.get(first, "/get?name=counting");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requestsOn(first) == 0);

    Counting.ENCODED.set(0);
    browser.get(first, "/get?name=counting");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requestsOn(first) == 0);
    assertThat(Counting.ENCODED).hasValue(1);

    browser.get(first, "/flush");
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requestsOn(first) == 0);
    assertThat(Counting.ENCODED).as("before the flush, and after it").hasValue(3);
  }
}
