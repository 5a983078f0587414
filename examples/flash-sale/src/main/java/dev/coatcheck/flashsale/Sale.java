package dev.coatcheck.flashsale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sale, whoever leads it: a script or somebody at the page. There is one run at a time.
 * Thread-safe.
 */
final class Sale implements Stage, AutoCloseable {

  private final Settings settings;
  private final Balancer balancer;
  private final Chronicle chronicle;
  private final MeasuredRedis redis = new MeasuredRedis();
  private final Set<Order> underWay = ConcurrentHashMap.newKeySet();
  private final ExecutorService hands =
      Executors.newCachedThreadPool(task -> daemon(task, "sale-order"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "sale-clock"));
  private volatile boolean led;
  private volatile @Nullable Run run;
  private volatile @Nullable Outcome other;

  Sale(Settings settings, Balancer balancer, Chronicle chronicle) {
    this.settings = settings;
    this.balancer = balancer;
    this.chronicle = chronicle;
    led = settings.script();
    Future<?> unused = clock.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  String redisVersion() {
    return redis.version();
  }

  /** Begins with one way to keep sessions, and ends what was going on before. */
  synchronized Run open(Mode mode) {
    end();
    Run opening = new Run(settings, mode, balancer, redis, chronicle);
    run = opening;
    opening.open();
    return opening;
  }

  /** Ends what goes on, if something does; its outcome is kept for comparison. */
  synchronized void end() {
    Run ending = run;
    if (ending != null) {
      other = ending.outcome();
      run = null;
      ending.close();
    }
  }

  @Override
  public Map<String, Object> now() {
    Run current = run;
    Map<String, Object> now = current == null ? new LinkedHashMap<>() : current.now();
    now.put("other", other(current));
    now.put(
        "events",
        chronicle.events().stream()
            .map(event -> Map.<String, Object>of("at", event.at(), "text", event.text()))
            .toList());
    return now;
  }

  /** From now on the page leads: until then its orders would spoil what the script tells. */
  void handOver() {
    led = false;
  }

  // the frame that starts the threads of orders: whatever went wrong is told to who gave them
  @SuppressWarnings("checkstyle:IllegalCatch")
  @Override
  public void carryOut(Order order) {
    Run current = run;
    if (led) {
      throw new IllegalStateException(
          "the script leads this run: start with -Ddemo.page to lead yourself");
    }
    if (current == null) {
      throw new IllegalStateException("the sale is about to begin: wait for the servers");
    }
    begin(order);
    hands.execute(
        () -> {
          try {
            carryOut(order, current);
          } catch (RuntimeException e) {
            chronicle.tell(order.word() + " failed: " + e.getMessage());
          } finally {
            underWay.remove(order);
          }
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
    hands.shutdownNow();
    try {
      end();
    } finally {
      redis.close();
    }
  }

  private void begin(Order order) {
    synchronized (underWay) {
      if (underWay.contains(Order.SWITCH) || (order == Order.SWITCH && !underWay.isEmpty())) {
        throw new IllegalStateException("wait for what is under way");
      }
      if (!underWay.add(order)) {
        throw new IllegalStateException(order.word() + " is under way already");
      }
    }
  }

  private void carryOut(Order order, Run current) {
    switch (order) {
      case ADD -> current.add(1);
      case KILL -> current.kill();
      case DRAIN -> current.drain();
      case REDEPLOY -> current.redeploy();
      case FREEZE -> current.freeze();
      case SWITCH -> open(current.mode().other());
    }
  }

  private Map<String, Object> other(@Nullable Run current) {
    Outcome outcome = other;
    if (outcome == null || (current != null && outcome.mode() == current.mode())) {
      return Map.of();
    }
    Map<String, Object> counters = new LinkedHashMap<>(outcome.counters());
    counters.put("mode", outcome.mode().word());
    return counters;
  }

  private void beat() {
    Run current = run;
    if (current != null) {
      current.beat();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
