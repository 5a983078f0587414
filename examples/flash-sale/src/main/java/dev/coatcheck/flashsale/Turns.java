package dev.coatcheck.flashsale;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The nodes behind the balancer, and whose turn it is. Thread-safe. */
final class Turns {

  private final List<Member> members = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Lets a node take part. */
  void add(Member member) {
    members.add(member);
  }

  /** Sends nothing more to it. */
  void remove(Member member) {
    members.remove(member);
  }

  int size() {
    return members.size();
  }

  /** The one whose turn it is among those that work, as far as is known; empty if none is left. */
  Optional<Member> next() {
    int number = turn.getAndIncrement();
    return Stream.<Predicate<Member>>of(
            member -> member.isUsable() && !member.isDraining(), member -> !member.isClosed())
        .map(wanted -> members.stream().filter(wanted).toList())
        .filter(candidates -> !candidates.isEmpty())
        .map(candidates -> candidates.get(Math.floorMod(number, candidates.size())))
        .findFirst();
  }

  /** The one with this name, if it works as far as is known. */
  Optional<Member> bound(String name) {
    return members.stream().filter(m -> m.name().equals(name) && m.isUsable()).findFirst();
  }

  /** The one at this address. */
  Optional<Member> at(SocketAddress address) {
    return members.stream().filter(member -> member.address().equals(address)).findFirst();
  }

  /** The one with this name, then the others that take new requests, in turn. */
  List<Member> beginningWith(String name) {
    List<Member> order = new ArrayList<>(members);
    order.removeIf(member -> !member.name().equals(name) && member.isDraining());
    if (!order.isEmpty()) {
      Collections.rotate(order, -Math.floorMod(turn.get(), order.size()));
    }
    order.sort(Comparator.comparing(member -> !member.name().equals(name)));
    return order;
  }
}
