package dev.coatcheck.flashsale;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** What happened when: told to a terminal at once, and kept for the page. Thread-safe. */
final class Chronicle {

  private static final int KEPT = 30;

  private final PrintStream out;
  private final Deque<Event> events = new ArrayDeque<>();
  private long start = System.nanoTime();

  Chronicle(PrintStream out) {
    this.out = out;
  }

  /** Lets time begin now, with nothing that happened. */
  synchronized void begin() {
    start = System.nanoTime();
    events.clear();
  }

  /** Something happened. */
  synchronized void tell(String text) {
    Event event = new Event(seconds(), text);
    events.addLast(event);
    if (events.size() > KEPT) {
      events.removeFirst();
    }
    out.printf(Locale.ROOT, "  %5.1f s  %s%n", event.at(), text);
  }

  /** Something to see on a terminal only. */
  synchronized void note(String text) {
    out.printf(Locale.ROOT, "  %5.1f s      %s%n", seconds(), text);
  }

  /** Since the beginning. */
  synchronized double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The last ones, the newest last. */
  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /**
   * One of them.
   *
   * @param at seconds since the beginning
   * @param text for people
   */
  record Event(double at, String text) {}
}
