package dev.coatcheck.flashsale;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A node as the balancer sees it. Thread-safe. */
final class Member {

  /** For how long a node that was not reached is left out, in nanoseconds. */
  private static final long PENALTY = 1_000_000_000L;

  private final String name;
  private final InetSocketAddress address;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong answers = new AtomicLong();
  private volatile boolean draining;
  private volatile boolean closed;
  private volatile boolean suspected;
  private volatile long suspectedUntil;

  Member(String name, InetSocketAddress address) {
    this.name = name;
    this.address = address;
  }

  String name() {
    return name;
  }

  InetSocketAddress address() {
    return address;
  }

  /**
   * A request is about to be sent to it. Every true is followed by one {@link #end}.
   *
   * @return false when it takes none any more
   */
  boolean begin() {
    inFlight.incrementAndGet();
    if (closed) {
      inFlight.decrementAndGet();
      return false;
    }
    return true;
  }

  void end() {
    inFlight.decrementAndGet();
  }

  /** How many requests chose it and have not been answered, by it or, if it is dead, by another. */
  int inFlight() {
    return inFlight.get();
  }

  void answered() {
    answers.incrementAndGet();
    suspected = false;
  }

  /** How many requests it answered. */
  long answers() {
    return answers.get();
  }

  /** It was not reached. */
  void suspect() {
    suspectedUntil = System.nanoTime() + PENALTY;
    suspected = true;
  }

  /** Whether requests can go to it, as far as is known. */
  boolean isUsable() {
    return !closed && (!suspected || System.nanoTime() - suspectedUntil > 0);
  }

  /** From now on only shoppers that are bound to it are sent to it. */
  void drain() {
    draining = true;
  }

  /** From now on nothing is sent to it. */
  void close() {
    draining = true;
    closed = true;
  }

  boolean isDraining() {
    return draining;
  }

  boolean isClosed() {
    return closed;
  }
}
