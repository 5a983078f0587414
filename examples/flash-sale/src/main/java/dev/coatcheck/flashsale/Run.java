package dev.coatcheck.flashsale;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One way to keep sessions, with its fleet and its crowd, from opening to closing. Thread-safe. */
final class Run implements AutoCloseable {

  private static final Duration FREEZE = Duration.ofSeconds(3);

  private final Settings settings;
  private final Mode mode;
  private final Balancer balancer;
  private final MeasuredRedis redis;
  private final Chronicle chronicle;
  private final Servers servers;
  private final Fleet fleet;
  private final Tally tally = new Tally();
  private final Pulse pulse = new Pulse(tally);
  private final Crowd crowd;
  private final List<String> underWay = new CopyOnWriteArrayList<>();
  private volatile boolean frozen;
  private volatile long passedOnBefore;
  private volatile long commandsBefore;

  Run(Settings settings, Mode mode, Balancer balancer, MeasuredRedis redis, Chronicle chronicle) {
    this.settings = settings;
    this.mode = mode;
    this.balancer = balancer;
    this.redis = redis;
    this.chronicle = chronicle;
    servers = new Servers(settings, mode, redis.uri());
    fleet = new Fleet(servers, mode, balancer.turns(), settings.stretch());
    crowd = new Crowd(settings.users(), balancer.uri(), tally);
  }

  /** Starts the servers it is to begin with, and lets the shoppers come. */
  void open() {
    balancer.sticky(mode.isSticky());
    during(
        "starting " + settings.nodes() + " servers: " + mode.title(),
        () -> fleet.add(settings.nodes()));
    passedOnBefore = balancer.passedOn();
    commandsBefore = redis.commands();
    chronicle.begin();
    chronicle.tell(settings.nodes() + " servers are up, " + crowd.size() + " shoppers come");
    crowd.come();
  }

  Mode mode() {
    return mode;
  }

  Fleet fleet() {
    return fleet;
  }

  Servers servers() {
    return servers;
  }

  /** Lets the fleet grow. */
  void add(int count) {
    if (fleet.alive().size() + count > Settings.MOST_NODES) {
      throw new IllegalStateException(
          "there are " + Settings.MOST_NODES + " servers, which is enough for one machine");
    }
    chronicle.tell("starting " + count + " more");
    during("starting " + count + " more", () -> fleet.add(count));
    chronicle.tell("the fleet has grown to " + names(fleet.up()));
  }

  /** Kills the server that has served longest. */
  void kill() {
    FleetNode node = take("kill", FleetNode.State.KILLED);
    chronicle.tell("kill -9 " + node + " (process " + node.pid() + ")");
    fleet.kill(node);
  }

  /** Takes out the server that has served longest, in good order. */
  void drain() {
    FleetNode node = take("drain", FleetNode.State.DRAINING);
    chronicle.tell("draining " + node);
    during("draining " + node, () -> fleet.drain(node));
    chronicle.tell(node + " has stopped");
  }

  /** Puts the other release of the shop on one server after the other. */
  void redeploy() {
    int release = settings.releaseAfter(fleet.release());
    fleet.release(release);
    chronicle.tell("rolling redeploy of release " + release);
    for (FleetNode node : fleet.up()) {
      if (!fleet.take(node, FleetNode.State.DRAINING)) {
        chronicle.tell(node + " is left out: it is not up any more, or nothing else is");
        continue;
      }
      during("rolling redeploy: " + node, () -> fleet.redeploy(node, release));
      chronicle.tell(node + " runs release " + release);
    }
  }

  /** Lets Redis answer nothing for three seconds. */
  void freeze() {
    if (mode == Mode.MEMORY) {
      throw new IllegalStateException("there is no Redis to freeze: sessions are in memory");
    }
    chronicle.tell("Redis is frozen for " + FREEZE.toSeconds() + " seconds");
    during(
        "Redis is frozen",
        () -> {
          frozen = true;
          redis.freeze();
          try {
            Pause.of(FREEZE);
          } finally {
            redis.thaw();
            frozen = false;
          }
        });
    chronicle.tell("Redis goes on");
  }

  /** Lets each shopper look once more, after which nothing is asked for. */
  void end() {
    crowd.lookOnceMore();
    chronicle.tell("each shopper has looked once more");
  }

  /** To be called about once a second. */
  void beat() {
    redis.commands(); // takes what was counted out of memory
    pulse.beat(fleet.nodes());
  }

  /** What it has come to so far. */
  Outcome outcome() {
    Histogram times = tally.allTimes();
    long requests = tally.requests();
    long commands = redis.commands() - commandsBefore;
    return new Outcome(
        mode,
        crowd.size(),
        fleet.nodes().size(),
        chronicle.seconds(),
        requests,
        tally.checkouts(),
        tally.cartsLost(),
        tally.loggedOutCount(),
        tally.failures(),
        times.getValueAtPercentile(50) / 1000.0,
        times.getValueAtPercentile(99) / 1000.0,
        requests == 0 ? 0 : (double) commands / requests,
        balancer.passedOn() - passedOnBefore);
  }

  /** A line for a terminal. */
  String progress() {
    return String.format(
        Locale.ROOT,
        "%d servers, %.0f requests/s, p99 %.0f ms; carts lost %d, logged out %d, failed %d",
        fleet.up().size(),
        pulse.perSecond(),
        pulse.millis(99),
        tally.cartsLost(),
        tally.loggedOutCount(),
        tally.failed());
  }

  /** What goes on right now, see {@link Stage#now}. */
  Map<String, Object> now() {
    List<FleetNode> nodes = fleet.shown();
    Map<String, Object> counters = outcome().counters();
    counters.put("perSecond", pulse.perSecond());
    counters.put("p50", pulse.millis(50));
    counters.put("p99", pulse.millis(99));
    Map<String, Object> now = new LinkedHashMap<>();
    now.put("mode", mode.word());
    now.put("balancing", mode.isSticky() ? "sticky" : "round robin");
    now.put("seconds", chronicle.seconds());
    now.put("busy", String.join(", ", underWay));
    now.put("redis", mode == Mode.MEMORY ? "unused" : frozen ? "frozen" : "up");
    now.put("nodes", nodes.stream().map(this::now).toList());
    now.put("users", places(nodes));
    now.put("counters", counters);
    now.put(
        "failures",
        tally.failures().entrySet().stream()
            .map(failure -> Map.of("reason", failure.getKey(), "count", failure.getValue()))
            .toList());
    return now;
  }

  @Override
  public void close() {
    try {
      crowd.close();
    } finally {
      fleet.close();
    }
  }

  private Map<String, Object> now(FleetNode node) {
    Map<String, Object> now = new LinkedHashMap<>();
    now.put("name", node.name());
    now.put("make", node.make().word());
    now.put("state", node.state().word());
    now.put("release", String.valueOf(node.release()));
    now.put("pid", node.pid());
    now.put("requests", node.answers());
    now.put("perSecond", pulse.perSecond(node));
    now.put("inFlight", node.inFlight());
    return now;
  }

  /** A character for each shopper: the number of the node that answered last, in the base 36. */
  private String places(List<FleetNode> nodes) {
    List<String> names = nodes.stream().map(FleetNode::name).toList();
    StringBuilder places = new StringBuilder();
    for (@Nullable String name : crowd.servedBy()) {
      int place = names.indexOf(name);
      places.append(place < 0 ? '-' : Character.forDigit(place, 36));
    }
    return places.toString();
  }

  private FleetNode take(String order, FleetNode.State next) {
    return fleet
        .takeOldest(next)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    order + " needs a second server that is up: add one first"));
  }

  private void during(String what, Runnable work) {
    underWay.add(what);
    try {
      work.run();
    } finally {
      underWay.remove(what);
    }
  }

  private static String names(List<FleetNode> nodes) {
    return nodes.stream().map(FleetNode::name).collect(Collectors.joining(", "));
  }
}
