package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.server.ServerNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One server of the fleet, from its start to its end and through its releases. Thread-safe. */
final class FleetNode {

  private final String name;
  private final Make make;
  private State state = State.STARTING;
  private int release;
  private long pid;
  private long answersBefore;
  private @Nullable ServerNode server;
  private @Nullable Member member;

  FleetNode(String name, Make make, int release) {
    this.name = name;
    this.make = make;
    this.release = release;
  }

  String name() {
    return name;
  }

  Make make() {
    return make;
  }

  synchronized State state() {
    return state;
  }

  synchronized void state(State state) {
    this.state = state;
    if (state.isEnd()) {
      pid = 0;
    }
  }

  /**
   * Lets it do something else, if it is up.
   *
   * @return false when it is not, or somebody was faster
   */
  synchronized boolean take(State next) {
    if (state != State.UP) {
      return false;
    }
    state = next;
    return true;
  }

  /** It is up. */
  synchronized void up(ServerNode server, Member member, int release) {
    if (this.member != null) {
      answersBefore += this.member.answers();
    }
    this.server = server;
    this.member = member;
    this.release = release;
    pid = server.pid();
    state = State.UP;
  }

  /** The release of the application that runs on it. */
  synchronized int release() {
    return release;
  }

  /** The id of its process; 0 while it has none. */
  synchronized long pid() {
    return pid;
  }

  /** How many requests it answered, in all its releases. */
  synchronized long answers() {
    return answersBefore + (member == null ? 0 : member.answers());
  }

  synchronized int inFlight() {
    return member == null ? 0 : member.inFlight();
  }

  /** The process that runs, or ran last. */
  synchronized ServerNode server() {
    if (server == null) {
      throw new IllegalStateException(name + " has not been up yet");
    }
    return server;
  }

  /** What the balancer knows it as. */
  synchronized Member member() {
    if (member == null) {
      throw new IllegalStateException(name + " has not been up yet");
    }
    return member;
  }

  /** Ends it, if it still runs. */
  synchronized void end(Turns turns) {
    if (member != null) {
      turns.remove(member);
    }
    if (server != null) {
      server.close();
    }
    pid = 0;
  }

  @Override
  public String toString() {
    return name;
  }

  /** What it does. */
  enum State {
    STARTING,
    UP,
    DRAINING,
    RESTARTING,
    STOPPED,
    KILLED;

    boolean isEnd() {
      return this == STOPPED || this == KILLED;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
