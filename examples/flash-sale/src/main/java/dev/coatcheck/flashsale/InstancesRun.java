package dev.coatcheck.flashsale;

import dev.coatcheck.flashsale.instances.InstancesSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The fleet sizes of the story on one machine: a fleet that grows under load, loses the nodes of a
 * whole virtual machine at once, and shrinks again. Confined to one thread.
 */
final class InstancesRun implements AutoCloseable {

  private static final Duration GLIMPSE = Duration.ofSeconds(2);

  /** The nodes of the largest fleet are in so many virtual machines. */
  private static final int MACHINES = 5;

  private static final int HEAP_MEGABYTES = 48;
  private static final int HEAP_MEGABYTES_OF_NODE = 8;

  private final Settings settings;
  private final Chronicle chronicle;
  private final MeasuredRedis redis = new MeasuredRedis();
  private final Tally tally = new Tally();
  private final Crowd crowd;
  private final InstancesFleet fleet;
  private final List<Phase> phases = new ArrayList<>();
  private Counts counts;

  /** A run with the first of the modes that were asked for. */
  InstancesRun(Settings settings, Balancer balancer, Chronicle chronicle) {
    this.settings = settings;
    this.chronicle = chronicle;
    Mode mode = settings.modes().get(0);
    Path work = settings.work().resolve("instances");
    Path war = work.resolve("shop");
    InstancesSetup.unpack(settings.war(Settings.FIRST_RELEASE), war);
    int largest = settings.instances().get(settings.instances().size() - 1);
    int most = (largest + MACHINES - 1) / MACHINES;
    int heap = HEAP_MEGABYTES + most * HEAP_MEGABYTES_OF_NODE;
    InstancesSetup setup =
        new InstancesSetup(
            settings.tomcat(),
            settings.jar(),
            mode == Mode.COATCHECK ? redis.uri() : null,
            war,
            heap);
    balancer.sticky(mode.isSticky());
    fleet = new InstancesFleet(setup, work, most, balancer.turns());
    crowd = new Crowd(settings.users(), balancer.uri(), tally);
    counts = count();
  }

  String redisVersion() {
    return redis.version();
  }

  /** Plays it from the smallest fleet to the largest and back. */
  InstancesReport play() {
    chronicle.begin();
    int smallest = settings.instances().get(0);
    chronicle.tell("starting " + smallest + " nodes, sessions " + settings.modes().get(0).title());
    fleet.growTo(smallest);
    chronicle.tell(crowd.size() + " shoppers come");
    counts = count();
    crowd.come();
    phase(() -> {});
    for (int size : settings.instances().subList(1, settings.instances().size())) {
      chronicle.tell("the fleet grows to " + size + " nodes");
      phase(() -> fleet.growTo(size));
    }
    phase(
        () ->
            chronicle.tell(
                "kill -9 of a virtual machine: "
                    + fleet.killMachine()
                    + " nodes are gone at once"));
    int last = Math.min(smallest, fleet.size());
    chronicle.tell("the fleet shrinks to " + last + " nodes, one after the other");
    phase(() -> fleet.shrinkTo(last), crowd::lookOnceMore);
    return new InstancesReport(phases);
  }

  /** How many carts were sold. */
  long sold() {
    return tally.checkouts();
  }

  @Override
  public void close() {
    try (redis;
        fleet) {
      crowd.close();
    }
  }

  /** A change of the fleet, and shopping for a while. One phase begins where the last one ended. */
  private void phase(Runnable change, Runnable afterwards) {
    Counts before = counts;
    change.run();
    double changed = chronicle.seconds();
    shop();
    afterwards.run();
    Histogram times = tally.times();
    Counts now = count();
    counts = now;
    phases.add(
        new Phase(
            fleet.size() + " nodes",
            fleet.machines(),
            now.seconds() - before.seconds(),
            changed - before.seconds(),
            now.requests() - before.requests(),
            now.cartsLost() - before.cartsLost(),
            now.loggedOut() - before.loggedOut(),
            difference(now.failures(), before.failures()),
            times.getValueAtPercentile(50) / 1000.0,
            times.getValueAtPercentile(99) / 1000.0,
            now.commands() - before.commands(),
            redis.connections(),
            fleet.residentBytes()));
  }

  private void phase(Runnable change) {
    phase(change, () -> {});
  }

  private Counts count() {
    return new Counts(
        chronicle.seconds(),
        tally.requests(),
        tally.cartsLost(),
        tally.loggedOutCount(),
        tally.failures(),
        redis.commands());
  }

  private void shop() {
    long end = System.nanoTime() + settings.stretch().toNanos();
    for (long left = settings.stretch().toNanos(); left > 0; left = end - System.nanoTime()) {
      Pause.of(Duration.ofNanos(Math.min(left, GLIMPSE.toNanos())));
      chronicle.note(
          String.format(
              Locale.ROOT,
              "%d nodes, %d requests; carts lost %d, logged out %d, failed %d",
              fleet.size(),
              tally.requests(),
              tally.cartsLost(),
              tally.loggedOutCount(),
              tally.failed()));
    }
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> difference = new HashMap<>(now);
    before.forEach((reason, count) -> difference.merge(reason, -count, Long::sum));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }

  private record Counts(
      double seconds,
      long requests,
      long cartsLost,
      long loggedOut,
      Map<String, Long> failures,
      long commands) {}
}
