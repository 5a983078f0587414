package dev.coatcheck.flashsale;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what happens to the shoppers of one run. Thread-safe. */
final class Tally {

  static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final LongAdder requests = new LongAdder();
  private final LongAdder checkouts = new LongAdder();
  private final LongAdder cartsLost = new LongAdder();
  private final LongAdder loggedOut = new LongAdder();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Recorder recent = new Recorder(LONGEST_MICROS, 2);
  private final Histogram all = new Histogram(LONGEST_MICROS, 2);

  /** A request was answered or failed after so long. */
  void request(long nanos) {
    requests.increment();
    recent.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
  }

  /** A request failed, for a reason that people understand. */
  void failure(String reason) {
    failures.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  void checkout() {
    checkouts.increment();
  }

  /** A shopper was shown less than what the shop had confirmed, or more than was asked for. */
  void cartLost() {
    cartsLost.increment();
  }

  void loggedOut() {
    loggedOut.increment();
  }

  long requests() {
    return requests.sum();
  }

  long checkouts() {
    return checkouts.sum();
  }

  long cartsLost() {
    return cartsLost.sum();
  }

  long loggedOutCount() {
    return loggedOut.sum();
  }

  /** Reason to how often. */
  Map<String, Long> failures() {
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  long failed() {
    return failures.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How long the requests took since this was asked last, in microseconds. */
  synchronized Histogram times() {
    Histogram interval = recent.getIntervalHistogram();
    all.add(interval);
    return interval;
  }

  /** How long the requests took up to the last {@link #times()}, in microseconds. */
  synchronized Histogram allTimes() {
    return all.copy();
  }
}
