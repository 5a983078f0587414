package dev.coatcheck.session;

import static dev.coatcheck.session.TestNode.deadline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of one session that run at the same time, on one node and on two. */
class ConcurrentSavesTest {

  private static final int REQUESTS = 40;

  private final RedisServer redis = RedisServer.start();
  private final TestNode a = new TestNode(redis, "a");
  private final TestNode b = new TestNode(redis, "b");
  private ExecutorService threads;

  @BeforeEach
  void start() {
    threads = Executors.newFixedThreadPool(REQUESTS);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    a.close();
    b.close();
    redis.close();
  }

  @Test
  void noneOfFortyAttributesSetOnTwoNodesAtOnceIsLost() throws Exception {
    String id = a.create(s -> {});

    atOnce(
        i -> {
          TestNode node = i % 2 == 0 ? a : b;
          return node.request(id, s -> s.put("attribute" + i, i));
        });

    for (TestNode node : List.of(a, b)) {
      node.request(
          id,
          s -> {
            for (int i = 0; i < REQUESTS; i++) {
              assertThat(s.attribute("attribute" + i)).isEqualTo(i);
            }
          });
    }
  }

  @Test
  void synchronizedIncrementsOfOneNodeAreExactOnTheOther() throws Exception {
    String id = a.create(s -> s.put("count", new int[1]));

    atOnce(
        i ->
            a.request(
                id,
                s -> {
                  synchronized (s) {
                    ((int[]) value(s, "count"))[0]++;
                  }
                }));

    b.request(id, s -> assertThat(((int[]) value(s, "count"))[0]).isEqualTo(REQUESTS));
  }

  @Test
  void incrementsThatAreSetAnewAreExactOnTheOtherNode() throws Exception {
    String id = a.create(s -> s.put("count", 0));

    atOnce(
        i ->
            a.request(
                id,
                s -> {
                  synchronized (s) {
                    s.put("count", (Integer) value(s, "count") + 1);
                  }
                }));

    b.request(id, s -> assertThat(s.attribute("count")).isEqualTo(REQUESTS));
  }

  @Test
  void whatAnotherThreadChangesWhileItIsSavedIsNeitherTornNorLost() throws Exception {
    String id = a.create(s -> s.put("pairs", new Pairs()));
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    Future<?> writer =
        threads.submit(
            () ->
                a.request(
                    id,
                    s -> {
                      Pairs pairs = (Pairs) value(s, "pairs");
                      for (int i = 1; i <= 200 || !stop.get(); i++) {
                        pairs.add(i);
                        running.countDown();
                        Thread.onSpinWait();
                        if (i % 50 == 0) {
                          pauseBriefly();
                        }
                      }
                    }));
    running.await();

    for (int i = 0; i < 100; i++) {
      // nobody can tell a thread that is stopped in the midst of a change from one that is done
      // with
      // it: what is stored then is the object as it was at one moment, put right by the next save
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                a.request(id, s -> value(s, "pairs"));
                return isWhole(b, id);
              });
    }
    stop.set(true);
    writer.get();

    Pairs here = (Pairs) value(a.find(id), "pairs");
    b.request(
        id,
        s -> {
          Pairs there = (Pairs) value(s, "pairs");
          assertThat(there.left).isEqualTo(here.left);
          assertThat(there.right).isEqualTo(here.right);
        });
  }

  private static boolean isWhole(TestNode node, String id) {
    AtomicBoolean whole = new AtomicBoolean();
    node.request(
        id,
        s -> {
          Pairs pairs = (Pairs) value(s, "pairs");
          assertThat(pairs.isOfOneMoment()).as("all of it as it was at one moment").isTrue();
          whole.set(pairs.isWhole());
        });
    return whole.get();
  }

  @Test
  void ofManyThatInvalidateOneWins() throws Exception {
    String id = a.create(s -> {});
    List<LiveSession> found = List.of(a.find(id), b.find(id));

    List<Boolean> won =
        atOnce(i -> (i % 2 == 0 ? a : b).sessions.invalidate(found.get(i % 2), deadline()));

    assertThat(won).containsOnlyOnce(true);
  }

  private <T> List<T> atOnce(Job<T> job) throws Exception {
    CountDownLatch ready = new CountDownLatch(REQUESTS);
    List<Callable<T>> jobs = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      int number = i;
      jobs.add(
          () -> {
            ready.countDown();
            ready.await();
            return job.run(number);
          });
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(jobs)) {
      results.add(future.get());
    }
    return results;
  }

  private interface Job<T> {
    T run(int number) throws Exception;
  }

  private static Object value(LiveSession session, String name) {
    Object value = session.attribute(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  /** Lets the saving thread find the object still now and then, as real requests do. */
  private static void pauseBriefly() {
    java.util.concurrent.locks.LockSupport.parkNanos(3_000_000);
  }

  /** Two numbers that belong together; an image with only one of them changed is torn. */
  static final class Pairs implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    volatile int left;
    final int[] padding = new int[512];
    volatile int right;

    void add(int number) {
      left = number;
      for (int i = 0; i < padding.length; i++) {
        padding[i] = number;
      }
      right = number;
    }

    boolean isWhole() {
      return left == right && padding[0] == left && padding[padding.length - 1] == left;
    }

    /** Whether no more than one change was under way: its number, then the one before. */
    boolean isOfOneMoment() {
      int before = left;
      for (int number : padding) {
        if (number > before) {
          return false;
        }
        before = number;
      }
      return right <= before && left - right <= 1;
    }
  }
}
