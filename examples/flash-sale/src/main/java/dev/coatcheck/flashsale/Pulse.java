package dev.coatcheck.flashsale;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** How fast a run is right now: what happened within the last seconds. Thread-safe. */
final class Pulse {

  private static final int BEATS = 3;

  private final Tally tally;
  private final Deque<Beat> beats = new ArrayDeque<>();
  private final Map<FleetNode, Double> rates = new ConcurrentHashMap<>();
  private final Map<FleetNode, Long> answers = new ConcurrentHashMap<>();
  private long last = System.nanoTime();

  Pulse(Tally tally) {
    this.tally = tally;
  }

  /** To be called about once a second. */
  synchronized void beat(Iterable<FleetNode> nodes) {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    beats.addLast(new Beat(tally.times(), seconds));
    if (beats.size() > BEATS) {
      beats.removeFirst();
    }
    for (FleetNode node : nodes) {
      long count = node.answers();
      Long before = answers.put(node, count);
      rates.put(node, (count - (before == null ? 0 : before)) / seconds);
    }
  }

  /** Requests a second. */
  synchronized double perSecond() {
    double seconds = beats.stream().mapToDouble(Beat::seconds).sum();
    long requests = beats.stream().mapToLong(beat -> beat.times().getTotalCount()).sum();
    return seconds > 0 ? requests / seconds : 0;
  }

  /** Answers of a node a second. */
  double perSecond(FleetNode node) {
    return rates.getOrDefault(node, 0.0);
  }

  /** The time within which so many of 100 requests were answered, in milliseconds. */
  synchronized double millis(double percentile) {
    Histogram sum = new Histogram(Tally.LONGEST_MICROS, 2);
    beats.forEach(beat -> sum.add(beat.times()));
    return sum.getValueAtPercentile(percentile) / 1000.0;
  }

  private record Beat(Histogram times, double seconds) {}
}
