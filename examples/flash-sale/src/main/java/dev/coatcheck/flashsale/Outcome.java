package dev.coatcheck.flashsale;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run has come to so far.
 *
 * @param mode where the sessions are kept
 * @param users number of shoppers
 * @param nodes number of servers that were ever started
 * @param seconds since the shoppers came
 * @param requests answered or failed
 * @param checkouts carts sold
 * @param cartsLost how often a shopper saw less, or more, than the shop had confirmed
 * @param loggedOut how often a shopper was not known any more
 * @param failures reason to number of requests
 * @param p50 median of the time that a request took, in milliseconds
 * @param p99 the time within which 99 of 100 requests were answered, in milliseconds
 * @param commands to Redis for each request
 * @param passedOn how often the balancer turned to another server
 */
record Outcome(
    Mode mode,
    int users,
    int nodes,
    double seconds,
    long requests,
    long checkouts,
    long cartsLost,
    long loggedOut,
    Map<String, Long> failures,
    double p50,
    double p99,
    double commands,
    long passedOn) {

  Outcome {
    failures = Map.copyOf(failures);
  }

  /** Whether the shop sold, and lost nothing. */
  boolean isGood() {
    return checkouts > 0 && cartsLost == 0 && loggedOut == 0;
  }

  /** For people. */
  String verdict() {
    if (cartsLost > 0 || loggedOut > 0) {
      return "SOMETHING WAS LOST with sessions " + mode.title() + ".";
    }
    return checkouts > 0
        ? "Nothing was lost: no cart, no login."
        : "NOTHING WAS SOLD with sessions " + mode.title() + ": nobody could lose anything.";
  }

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  double perSecond() {
    return seconds > 0 ? requests / seconds : 0;
  }

  /** For the page. */
  Map<String, Object> counters() {
    Map<String, Object> counters = new LinkedHashMap<>();
    counters.put("users", users);
    counters.put("requests", requests);
    counters.put("perSecond", perSecond());
    counters.put("p50", p50);
    counters.put("p99", p99);
    counters.put("cartsLost", cartsLost);
    counters.put("loggedOut", loggedOut);
    counters.put("failed", failed());
    counters.put("commandsPerRequest", commands);
    counters.put("checkouts", checkouts);
    counters.put("passedOn", passedOn);
    return counters;
  }
}
