package dev.coatcheck.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The client's threads outlive applications, whose requests may be the first to need them. */
class ConnectionThreadsTest {

  /** Code of an application. */
  public static final class Request implements Function<Supplier<Thread>, Thread> {

    /** For reflection. */
    public Request() {}

    @Override
    public Thread apply(Supplier<Thread> need) {
      return need.get();
    }
  }

  /** An application's loader. */
  private static final class Loader extends ClassLoader {

    Class<?> request() throws IOException {
      String name = Request.class.getName();
      try (InputStream in =
          Request.class.getResourceAsStream("ConnectionThreadsTest$Request.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }

  @Test
  void aThreadDoesNotKeepTheApplicationThatNeededItFirst() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    WeakReference<ClassLoader> application = startedByAnApplication(end);
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                System.gc();
                return application.get() == null;
              });
    } finally {
      end.countDown();
    }
  }

  @SuppressWarnings("unchecked")
  private static WeakReference<ClassLoader> startedByAnApplication(CountDownLatch end)
      throws Exception {
    Loader loader = new Loader();
    Function<Supplier<Thread>, Thread> request =
        (Function<Supplier<Thread>, Thread>)
            loader.request().getDeclaredConstructor().newInstance();
    request.apply(() -> RedissonConnector.newThread(() -> waitFor(end), "a-test")).start();
    return new WeakReference<>(loader);
  }

  private static void waitFor(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
