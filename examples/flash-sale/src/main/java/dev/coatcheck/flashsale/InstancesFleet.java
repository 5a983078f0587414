package dev.coatcheck.flashsale;

import static org.awaitility.Awaitility.await;

import dev.coatcheck.flashsale.instances.InstancesProcess;
import dev.coatcheck.flashsale.instances.InstancesSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** Many Tomcats in few virtual machines, as nodes of one fleet. Confined to one thread. */
final class InstancesFleet implements AutoCloseable {

  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);

  private final InstancesSetup setup;
  private final Path work;
  private final int most;
  private final Turns turns;
  private final List<Machine> machines = new ArrayList<>();
  private final List<Member> dead = new ArrayList<>();
  private int nodesStarted;
  private int machinesStarted;

  /**
   * A fleet without nodes.
   *
   * @param work where the virtual machines work
   * @param most how many nodes a virtual machine has
   */
  InstancesFleet(InstancesSetup setup, Path work, int most, Turns turns) {
    this.setup = setup;
    this.work = work;
    this.most = most;
    this.turns = turns;
  }

  /** How many nodes there are. */
  int size() {
    return machines.stream().mapToInt(machine -> machine.members().size()).sum();
  }

  /** How many virtual machines they are in. */
  int machines() {
    return machines.size();
  }

  /** The memory that all virtual machines occupy, in bytes, where the system tells. */
  OptionalLong residentBytes() {
    List<OptionalLong> all =
        machines.stream().map(machine -> machine.process().residentBytes()).toList();
    return all.stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(all.stream().mapToLong(OptionalLong::getAsLong).sum())
        : OptionalLong.empty();
  }

  /** Starts what is missing; each node takes part as soon as it answers. */
  void growTo(int size) {
    List<Machine> added = new ArrayList<>();
    for (int missing = size - size(); missing > 0; missing -= most) {
      added.add(startMachine(Math.min(missing, most)));
    }
    for (Machine machine : added) {
      for (String name : machine.process().names()) {
        Member member = new Member(name, machine.process().await(name));
        machine.members().put(name, member);
        turns.add(member);
      }
    }
  }

  /**
   * Kills the virtual machine that has run longest, with all its nodes. The balancer is not told.
   *
   * @return how many nodes died
   */
  int killMachine() {
    Machine victim = machines.remove(0);
    victim.process().kill();
    dead.addAll(victim.members().values());
    return victim.members().size();
  }

  /** Stops one node after the other in good order, the newest first, and forgets dead ones. */
  void shrinkTo(int size) {
    dead.forEach(turns::remove);
    dead.clear();
    while (size() > size) {
      Machine last = machines.get(machines.size() - 1);
      for (String name : List.copyOf(last.members().keySet())) {
        if (size() > size) {
          drain(last, name);
        }
      }
      if (last.members().isEmpty()) {
        machines.remove(last);
        last.process().close();
      }
    }
  }

  @Override
  public void close() {
    for (Machine machine : machines) {
      machine.members().values().forEach(turns::remove);
      machine.process().kill();
    }
    dead.forEach(turns::remove);
  }

  private Machine startMachine(int nodes) {
    List<String> names =
        IntStream.rangeClosed(1, nodes).mapToObj(i -> "node-" + (nodesStarted + i)).toList();
    nodesStarted += nodes;
    machinesStarted++;
    Machine machine =
        new Machine(
            InstancesProcess.start(setup, work.resolve("jvm-" + machinesStarted), names),
            new LinkedHashMap<>());
    machines.add(machine);
    return machine;
  }

  private void drain(Machine machine, String name) {
    Member member = machine.members().get(name);
    if (member == null) {
      throw new IllegalArgumentException("no " + name + " in process " + machine.process().pid());
    }
    member.close();
    try {
      await().atMost(LONGEST_REQUEST).until(() -> member.inFlight() == 0);
    } catch (ConditionTimeoutException tooLong) {
      // whoever still waits has waited longer than a browser does
    }
    machine.process().stop(name);
    turns.remove(member);
    machine.members().remove(name);
  }

  /**
   * A virtual machine.
   *
   * @param members its nodes that take part, by name
   */
  private record Machine(InstancesProcess process, Map<String, Member> members) {}
}
