package dev.coatcheck.flashsale;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a part of a run came to, from the change of the fleet that it begins with to the next one.
 *
 * @param title what the fleet is like at its end
 * @param machines number of virtual machines at its end
 * @param seconds how long it lasted
 * @param changeSeconds how long of it the change of the fleet took
 * @param requests answered or failed
 * @param cartsLost how often a shopper saw less, or more, than the shop had confirmed
 * @param loggedOut how often a shopper was not known any more
 * @param failures reason to number of requests
 * @param p50 median of the time that a request took, in milliseconds
 * @param p99 the time within which 99 of 100 requests were answered, in milliseconds
 * @param commands to Redis
 * @param connections to Redis at its end
 * @param residentBytes memory of all virtual machines at its end, where the system tells
 */
record Phase(
    String title,
    int machines,
    double seconds,
    double changeSeconds,
    long requests,
    long cartsLost,
    long loggedOut,
    Map<String, Long> failures,
    double p50,
    double p99,
    long commands,
    int connections,
    OptionalLong residentBytes) {

  Phase {
    failures = Map.copyOf(failures);
  }

  boolean lostSomething() {
    return cartsLost > 0 || loggedOut > 0;
  }

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  double commandsPerRequest() {
    return requests == 0 ? 0 : (double) commands / requests;
  }
}
