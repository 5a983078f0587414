package dev.coatcheck.flashsale;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;

/**
 * Opens a shop on a fleet of servers, sends a crowd, plays havoc with the fleet and tells what got
 * lost. Exit code 0: nothing; 1: something, or it could not start.
 */
public final class FlashSale {

  private static final PrintStream OUT = System.out;

  private FlashSale() {}

  /** Takes system properties, see {@code Settings}; {@code mvn -q -Pdemo verify} passes them. */
  public static void main(String[] arguments) throws InterruptedException {
    ProcessHandle.current().parent().ifPresent(FlashSale::endWith);
    int code;
    try {
      code = run(Settings.of(System.getProperties()));
    } catch (IOException
        | UncheckedIOException
        | CompletionException
        | IllegalArgumentException
        | IllegalStateException e) {
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
    Chronicle chronicle = new Chronicle(OUT);
    if (!settings.instances().isEmpty()) {
      return playInstances(settings, chronicle);
    }
    try (Balancer balancer = new Balancer(settings.port());
        Sale sale = new Sale(settings, balancer, chronicle)) {
      balancer.start(new DemoPage(sale));
      return settings.page()
          ? stayOpen(settings, sale, balancer, chronicle)
          : play(settings, sale, balancer, chronicle);
    }
  }

  private static int stayOpen(Settings settings, Sale sale, Balancer balancer, Chronicle chronicle)
      throws InterruptedException {
    Run run = introduce(sale, balancer, settings.modes().get(0));
    if (settings.script()) {
      new Script(run, chronicle, settings.stretch()).play();
      sale.handOver();
    }
    OUT.println("\n  It stays open until Ctrl-C: lead it at " + balancer.uri() + "/_demo");
    new CountDownLatch(1).await();
    return 0;
  }

  private static int play(Settings settings, Sale sale, Balancer balancer, Chronicle chronicle)
      throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Mode mode : settings.modes()) {
      Run run = introduce(sale, balancer, mode);
      new Script(run, chronicle, settings.stretch()).play();
      outcomes.add(run.outcome());
      sale.end();
    }
    Report report = new Report(outcomes);
    OUT.println("\n" + report.text());
    if (settings.docs().isPresent() && outcomes.size() == Mode.values().length) {
      new FiguresPage(settings.docs().get())
          .replace("sale", circumstances(sale.redisVersion()) + "\n\n" + report.markdown());
    }
    Outcome judged = report.judged();
    OUT.println(judged.verdict());
    return judged.isGood() ? 0 : 1;
  }

  private static int playInstances(Settings settings, Chronicle chronicle) throws IOException {
    try (Balancer balancer = new Balancer(settings.port());
        InstancesRun run = new InstancesRun(settings, balancer, chronicle)) {
      balancer.start(new Handler.Wrapper());
      InstancesReport report = run.play();
      OUT.println("\n" + report.text());
      if (settings.docs().isPresent()) {
        new FiguresPage(settings.docs().get())
            .replace("instances", circumstances(run.redisVersion()) + "\n\n" + report.markdown());
      }
      if (report.lostSomething()) {
        OUT.println("SOMETHING WAS LOST.");
        return 1;
      }
      OUT.println(run.sold() > 0 ? "Nothing was lost: no cart, no login." : "NOTHING WAS SOLD.");
      return run.sold() > 0 ? 0 : 1;
    }
  }

  /** Where and when the numbers came about. */
  private static String circumstances(String redisVersion) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores shared by everything, Java %s, Redis %s.",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().feature(),
        redisVersion);
  }

  private static Run introduce(Sale sale, Balancer balancer, Mode mode) {
    OUT.println("\nSessions " + mode.title() + ". Servers are starting ...");
    Run run = sale.open(mode);
    OUT.println(
        "  Redis "
            + sale.redisVersion()
            + ", "
            + run.servers().versions()
            + ", Java "
            + Runtime.version());
    run.servers().installation().forEach(step -> OUT.println("  " + step));
    OUT.println("  the shop: " + balancer.uri() + "/, the fleet: " + balancer.uri() + "/_demo\n");
    return run;
  }
}
