package dev.coatcheck.codec;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Workbenches that wait for work: making one costs ten times as much as a small value. No
 * ThreadLocal holds them, since the container's threads outlive the application. Thread-safe.
 */
final class Workbenches {

  private static final int MOST_IDLE = 64;

  /** Where the first one to come looks first: without contention there is no lock to take. */
  private final AtomicReference<@Nullable Workbench> nearest = new AtomicReference<>();

  private final LinkedBlockingDeque<Workbench> idle = new LinkedBlockingDeque<>(MOST_IDLE);
  private final Supplier<Workbench> maker;
  private volatile boolean closed;

  Workbenches(Supplier<Workbench> maker) {
    this.maker = maker;
  }

  /** One for the caller alone, to be given back unless work on it failed. */
  Workbench take() {
    Workbench waiting = nearest.getAndSet(null);
    if (waiting == null) {
      waiting = idle.pollFirst();
    }
    return waiting == null ? maker.get() : waiting;
  }

  void giveBack(Workbench workbench) {
    boolean kept = nearest.compareAndSet(null, workbench) || idle.offerFirst(workbench);
    if (kept && closed) {
      clear();
    }
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the codec is closed: its application has stopped");
    }
  }

  void close() {
    closed = true;
    clear();
  }

  private void clear() {
    nearest.set(null);
    idle.clear();
  }
}
