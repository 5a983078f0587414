package dev.coatcheck.flashsale;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Hundreds of shoppers, each with a browser's cookies and with pauses for thought. What they see is
 * counted in a {@link Tally}. Thread-safe.
 */
final class Crowd implements AutoCloseable {

  /** Which server answered, as the shop says. */
  static final String SERVED_BY = "X-Served-By";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LAST_LOOK = Duration.ofMinutes(2);
  private static final int SHORTEST_PAUSE = 800;
  private static final int LONGEST_PAUSE = 2_200;

  private final URI shop;
  private final Tally tally;
  private final List<Shopper> shoppers = new ArrayList<>();
  private final Map<Shopper, String> servedBy = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
  private final HttpClient browser = new HttpClient();
  private final CountDownLatch hasLooked;
  private volatile boolean closing;

  /**
   * A crowd that has not come yet.
   *
   * @param size how many they are
   */
  Crowd(int size, URI shop, Tally tally) {
    this.shop = shop;
    this.tally = tally;
    hasLooked = new CountDownLatch(size);
    for (int number = 1; number <= size; number++) {
      shoppers.add(new Shopper("shopper-" + number, tally, new SplittableRandom(number)));
    }
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    QueuedThreadPool threads = new QueuedThreadPool(16);
    threads.setName("crowd");
    browser.setExecutor(threads);
    browser.setFollowRedirects(false);
    browser.setHttpCookieStore(new HttpCookieStore.Empty());
    browser.setMaxConnectionsPerDestination(size);
    browser.setMaxRequestsQueuedPerDestination(size);
  }

  int size() {
    return shoppers.size();
  }

  /** Lets them come, all within the next seconds. */
  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  void come() {
    try {
      browser.start();
    } catch (Exception e) {
      throw new IllegalStateException("the shoppers could not start", e);
    }
    for (Shopper shopper : shoppers) {
      askLater(shopper, ThreadLocalRandom.current().nextInt(LONGEST_PAUSE));
    }
  }

  /** Which node answered each shopper last; null for none so far. */
  List<@Nullable String> servedBy() {
    List<@Nullable String> nodes = new ArrayList<>();
    shoppers.forEach(shopper -> nodes.add(servedBy.get(shopper)));
    return nodes;
  }

  /**
   * Lets each of them look at the cart once more, so that nothing that was lost goes unnoticed, and
   * nobody ask for anything afterwards.
   *
   * @throws IllegalStateException when the shop does not let all of them see their carts
   */
  void lookOnceMore() {
    closing = true;
    try {
      if (!hasLooked.await(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            hasLooked.getCount() + " shoppers could not look at their carts at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the demo was ended", e);
    }
  }

  /** Sends them home; what they wait for is not counted any more. */
  // Jetty's life cycle throws Exception
  @SuppressWarnings("checkstyle:IllegalCatch")
  @Override
  public void close() {
    clock.shutdownNow();
    try {
      browser.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the shoppers did not leave", e);
    }
  }

  private void askLater(Shopper shopper, int millis) {
    if (!clock.isShutdown()) {
      Future<?> unused = clock.schedule(() -> ask(shopper), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void ask(Shopper shopper) {
    if (closing && !shopper.lookInstead()) {
      hasLooked.countDown();
      return;
    }
    Shopper.Step step = shopper.next();
    Request request =
        browser
            .newRequest(shop.resolve(step.path()))
            .method(step.method())
            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    String cookies = shopper.cookieHeader();
    if (!cookies.isEmpty()) {
      request.headers(headers -> headers.put(HttpHeader.COOKIE, cookies));
    }
    if (step.method().equals("POST")) {
      Fields form = new Fields();
      shopper.form().forEach(form::put);
      request.body(new FormRequestContent(form));
    }
    long sentAt = System.nanoTime();
    Future<?> unused =
        new CompletableResponseListener(request)
            .send()
            .handle(
                (response, failure) -> {
                  if (!clock.isShutdown()) {
                    answered(shopper, sentAt, response, failure);
                  }
                  return response;
                })
            .exceptionally(
                failure -> {
                  // an answer that the shop never gave before must not end a visit unnoticed
                  tally.failure("answer not understood: " + failure.getMessage());
                  shopper.leftInDoubt(System.nanoTime());
                  askLater(shopper, pause());
                  return null;
                });
  }

  private void answered(
      Shopper shopper,
      long sentAt,
      @Nullable ContentResponse response,
      @Nullable Throwable failure) {
    long now = System.nanoTime();
    tally.request(now - sentAt);
    if (response == null) {
      tally.failure("no answer: " + (failure == null ? "" : failure.getClass().getSimpleName()));
      shopper.leftInDoubt(now);
      askLater(shopper, pause());
      return;
    }
    String node = response.getHeaders().get(SERVED_BY);
    if (node != null) {
      servedBy.put(shopper, node);
    }
    shopper.keep(response.getHeaders().getValuesList(HttpHeader.SET_COOKIE));
    String location = response.getHeaders().get(HttpHeader.LOCATION);
    if (HttpStatus.isRedirection(response.getStatus()) && location != null) {
      shopper.sentTo(location);
      askLater(shopper, 0);
    } else if (response.getStatus() == HttpStatus.OK_200) {
      boolean wasLook = shopper.next() == Shopper.Step.LOOK;
      shopper.shown(Answer.of(response.getContentAsString()), sentAt);
      if (closing && wasLook) {
        hasLooked.countDown();
      } else {
        askLater(shopper, pause());
      }
    } else {
      tally.failure(
          Reason.of(shopper.next().method(), response.getStatus(), response.getContentAsString()));
      shopper.leftInDoubt(now);
      askLater(shopper, pause());
    }
  }

  private static int pause() {
    return ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE, LONGEST_PAUSE);
  }
}
