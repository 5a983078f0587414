package dev.coatcheck.flashsale;

import static org.awaitility.Awaitility.await;

import dev.coatcheck.testkit.server.ServerNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** The servers of one run, and what is done to them. Thread-safe. */
final class Fleet implements AutoCloseable {

  private static final List<Make> PATTERN = List.of(Make.TOMCAT, Make.TOMCAT, Make.JETTY);
  private static final int SHOWN_ENDED = 12;
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

  private final Servers servers;
  private final Mode mode;
  private final Turns turns;
  private final Duration farewell;
  private final List<FleetNode> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private volatile int release = Settings.FIRST_RELEASE;

  /**
   * A fleet without servers.
   *
   * @param farewell how long shoppers who are bound to a server may stay on it while it drains
   */
  Fleet(Servers servers, Mode mode, Turns turns, Duration farewell) {
    this.servers = servers;
    this.mode = mode;
    this.turns = turns;
    this.farewell = farewell;
  }

  /**
   * Starts so many servers at once; returns when all are up.
   *
   * @throws IllegalStateException when one does not come up
   */
  void add(int count) {
    List<FleetNode> added = IntStream.range(0, count).mapToObj(i -> newNode()).toList();
    List<CompletableFuture<Void>> starts =
        added.stream().map(node -> CompletableFuture.runAsync(() -> start(node, release))).toList();
    try {
      starts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Kills one that was taken for that. The balancer is not told. */
  void kill(FleetNode node) {
    node.server().kill();
    node.state(FleetNode.State.KILLED);
  }

  /** No new requests for one that was taken for that; when those in flight are over, it stops. */
  void drain(FleetNode node) {
    empty(node);
    node.server().stop();
    node.state(FleetNode.State.STOPPED);
  }

  /** Does the same and brings it back with a release of the application. */
  void redeploy(FleetNode node, int release) {
    empty(node);
    node.state(FleetNode.State.RESTARTING);
    node.server().stop();
    node.server().close();
    start(node, release);
  }

  /** The release of the application that new servers get. */
  int release() {
    return release;
  }

  void release(int release) {
    this.release = release;
  }

  /** All that ever belonged to it, in the order of their coming. */
  List<FleetNode> nodes() {
    return List.copyOf(nodes);
  }

  /** Those that take requests, in the order of their coming. */
  List<FleetNode> up() {
    return nodes.stream().filter(node -> node.state() == FleetNode.State.UP).toList();
  }

  /** Takes the one that serves longest for something, as long as another one remains. */
  Optional<FleetNode> takeOldest(FleetNode.State next) {
    return up().stream().filter(node -> take(node, next)).findFirst();
  }

  /**
   * Takes one for something.
   *
   * @return false when it is not up, or no other one is
   */
  synchronized boolean take(FleetNode node, FleetNode.State next) {
    return up().size() > 1 && node.take(next);
  }

  /** Those that have a process, or are about to. */
  List<FleetNode> alive() {
    return nodes.stream().filter(node -> !node.state().isEnd()).toList();
  }

  /** Those that are worth a look: all that live, and the last ones that do not. */
  List<FleetNode> shown() {
    long ended = nodes.stream().filter(node -> node.state().isEnd()).count();
    AtomicLong tooMany = new AtomicLong(ended - SHOWN_ENDED);
    return nodes.stream()
        .filter(node -> !node.state().isEnd() || tooMany.getAndDecrement() <= 0)
        .toList();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.end(turns));
  }

  private FleetNode newNode() {
    int index = number.getAndIncrement();
    Make make = PATTERN.get(index % PATTERN.size());
    FleetNode node = new FleetNode(make.word() + "-" + (index + 1), make, release);
    nodes.add(node);
    return node;
  }

  private void start(FleetNode node, int release) {
    ServerNode server;
    try {
      server = servers.start(node.name(), node.make(), release);
    } catch (IllegalStateException e) {
      node.state(FleetNode.State.STOPPED);
      throw e;
    }
    Member member =
        new Member(
            node.name(), new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    node.up(server, member, release);
    turns.add(member);
  }

  /** Bound shoppers would be logged out by leaving, so they get time to finish. */
  private void empty(FleetNode node) {
    Member member = node.member();
    member.drain();
    if (mode.isSticky()) {
      Pause.of(farewell);
    }
    member.close();
    try {
      await().atMost(LONGEST_REQUEST).until(() -> member.inFlight() == 0);
    } catch (ConditionTimeoutException tooLong) {
      // whoever still waits has waited longer than a browser does
    }
    turns.remove(member);
  }
}
