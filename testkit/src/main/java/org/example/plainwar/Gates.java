package org.example.plainwar;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Named gates that requests wait at until another request opens them, so that whoever drives this
 * application decides which of two requests goes first. Each name is good for one use. Thread-safe.
 */
final class Gates {

  private static final long PATIENCE_SECONDS = 60;

  private final Map<String, Gate> gates = new ConcurrentHashMap<>();

  static Gates of(ServletContext context) {
    return (Gates) context.getAttribute(Gates.class.getName());
  }

  /** Waits until the gate is open; passes at once when there is no such name. */
  void pass(String name) {
    if (name == null) {
      return;
    }
    Gate gate = gate(name);
    gate.arrived.countDown();
    await(gate.open, name);
  }

  void open(String name) {
    gate(name).open.countDown();
  }

  /** Waits until somebody waits at the gate. */
  void awaitArrival(String name) {
    await(gate(name).arrived, name);
  }

  private Gate gate(String name) {
    return gates.computeIfAbsent(name, unused -> new Gate());
  }

  private static void await(CountDownLatch latch, String name) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came to gate " + name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at gate " + name, e);
    }
  }

  private static final class Gate {
    final CountDownLatch arrived = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);
  }
}
