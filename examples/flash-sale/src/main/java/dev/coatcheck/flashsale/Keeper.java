package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.CountDownLatch;

/** Keeps the fleet up for a browser, and takes orders from the terminal. Confined to one thread. */
final class Keeper {

  private final Fleet fleet;
  private final RoundRobinProxy proxy;
  private final PrintStream out;

  Keeper(Fleet fleet, RoundRobinProxy proxy, PrintStream out) {
    this.fleet = fleet;
    this.proxy = proxy;
    this.out = out;
  }

  /** Returns when told to; without a terminal never: then Ctrl-C ends it. */
  void keep() throws IOException, InterruptedException {
    out.println();
    out.println("The shop stays open at " + proxy.uri() + "/ until Ctrl-C. Type");
    out.println("  list            to see the servers");
    out.println("  add             to start one more");
    out.println("  kill tomcat-1   to kill one with -9");
    out.println("  start tomcat-1  to bring it back");
    out.println("  quit");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String order = line.strip();
      if (order.equals("quit")) {
        return;
      }
      int space = order.indexOf(' ');
      String verb = space < 0 ? order : order.substring(0, space);
      try {
        obey(verb, order.substring(verb.length()).strip());
      } catch (IllegalArgumentException | IllegalStateException e) {
        out.println(e.getMessage());
      }
    }
    new CountDownLatch(1).await();
  }

  private void obey(String verb, String name) {
    switch (verb) {
      case "" -> {}
      case "list" -> fleet.nodes().forEach(this::show);
      case "add" -> show(fleet.add());
      case "kill" -> {
        fleet.node(name).kill();
        show(fleet.node(name));
      }
      case "start" -> show(fleet.node(name).start());
      default -> out.println("list, add, kill, start or quit");
    }
  }

  private void show(ServerNode node) {
    String state = node.isRunning() ? "process " + node.pid() : "dead";
    out.println("  " + node.name() + " at " + node.uri("/") + ", " + state);
  }
}
