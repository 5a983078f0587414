package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Starts a fleet, shops on it, kills a node meanwhile and tells what got lost. Exit code 0:
 * nothing; 1: something, or it could not start.
 */
public final class Demo {

  private static final PrintStream OUT = System.out;

  private Demo() {}

  /** Takes system properties, see {@code Settings}; {@code mvn -q -Pdemo verify} passes them. */
  public static void main(String[] arguments) throws InterruptedException {
    ProcessHandle.current().parent().ifPresent(Demo::endWith);
    int code;
    try {
      code = run(Settings.of(System.getProperties()));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      OUT.println("The demo could not go on: " + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }

  /** A Maven that is killed does not take along what it started. */
  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(1);
            },
            "demo-parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static int run(Settings settings) throws IOException, InterruptedException {
    try (RoundRobinProxy proxy = new RoundRobinProxy(settings.port())) {
      proxy.start();
      OUT.println("Starting " + settings.nodes().size() + " servers ...");
      try (Fleet fleet = new Fleet(settings, proxy)) {
        fleet.start();
        introduce(settings, fleet, proxy);
        Shopper shopper = new Shopper("Ada", proxy.uri());
        shopper.browse();
        if (!shopper.losses().isEmpty()) {
          throw new IllegalStateException(
              shopper.losses().get(0) + "; the logs are in " + settings.work());
        }
        OUT.printf(Locale.ROOT, "  first page after %.1f s%n%n", secondsOfLife());
        Story story = new Story(fleet, shopper, OUT);
        story.tell();
        story.end();
        report(shopper, proxy);
        if (settings.keep()) {
          new Keeper(fleet, proxy, OUT).keep();
        }
        return shopper.losses().isEmpty() ? 0 : 1;
      }
    }
  }

  private static void introduce(Settings settings, Fleet fleet, RoundRobinProxy proxy) {
    OUT.println("  " + fleet.versions());
    for (ServerNode node : fleet.nodes()) {
      OUT.println("  " + node.name() + " at " + node.uri("/") + ", process " + node.pid());
    }
    OUT.println("  the shop at " + proxy.uri() + "/, each request to the next server");
    if (settings.shared()) {
      fleet.installation().forEach(step -> OUT.println("  " + step));
    } else {
      OUT.println("  sessions are in the memory of each server, as without Coatcheck");
    }
  }

  private static void report(Shopper shopper, RoundRobinProxy proxy) {
    OUT.println();
    if (shopper.losses().isEmpty()) {
      OUT.printf(
          Locale.ROOT,
          "Nothing was lost: %s was logged in all the time, the cart was complete.%n%d requests,"
              + " 0 lost; %d of them met a dead server and were sent to the next.%n",
          shopper.name(),
          shopper.requests(),
          proxy.passedOn());
      return;
    }
    OUT.printf(
        Locale.ROOT,
        "SOMETHING WAS LOST, %d times in %d requests. First:%n",
        shopper.losses().size(),
        shopper.requests());
    shopper.losses().stream().limit(10).forEach(loss -> OUT.println("  " + loss));
  }

  private static double secondsOfLife() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
  }
}
