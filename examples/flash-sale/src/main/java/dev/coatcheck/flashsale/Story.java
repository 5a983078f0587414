package dev.coatcheck.flashsale;

import dev.coatcheck.testkit.server.ServerNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What happens, told while it happens. Confined to one thread. */
final class Story {

  private static final List<String> ARTICLES = List.of("scarf", "gloves", "hat");

  private final Fleet fleet;
  private final Shopper shopper;
  private final PrintStream out;

  Story(Fleet fleet, Shopper shopper, PrintStream out) {
    this.fleet = fleet;
    this.shopper = shopper;
    this.out = out;
  }

  void tell() throws IOException, InterruptedException {
    Answer login = shopper.logIn();
    say("%s logs in", shopper.name(), login.node());
    for (String article : ARTICLES) {
      // an odd number of steps, so that two nodes take turns in writing and reading
      say("puts in: %s", article, shopper.add(article).node());
      lookAtCart();
      say("goes on to the %s", "articles", shopper.browse().node());
    }
    Answer last = shopper.add("scarf");
    ServerNode victim = fleet.node(last.node());
    say("puts in: %s", "another scarf", last.node());
    out.printf(
        Locale.ROOT,
        "%n  kill -9 %d: %s is gone, right after it said yes%n%n",
        victim.pid(),
        victim.name());
    victim.kill();
    lookAtCart();
    shopFor(20);
    victim.start();
    out.printf(Locale.ROOT, "%n  %s is back, with nothing in its memory%n%n", victim.name());
    shopFor(20);
    lookAtCart();
    lookAtCart();
  }

  /** The last page of the story: what is in the cart is sold. */
  void end() throws IOException, InterruptedException {
    Answer answer = shopper.checkOut();
    say("checks out: %s articles sold", String.valueOf(answer.sold()), answer.node());
  }

  private void lookAtCart() throws IOException, InterruptedException {
    Answer answer = shopper.lookAtCart();
    say(
        "looks at the cart: %s",
        answer.size()
            + " in it, "
            + (answer.customer().isEmpty() ? "not logged in" : answer.customer() + " is logged in"),
        answer.node());
  }

  private void shopFor(int articles) throws IOException, InterruptedException {
    Set<String> nodes = new TreeSet<>();
    for (int i = 0; i < articles; i++) {
      nodes.add(shopper.add(ARTICLES.get(i % ARTICLES.size())).node());
      nodes.add(shopper.lookAtCart().node());
      nodes.add(shopper.browse().node());
    }
    say(
        "puts in %s more, looking at the cart after each",
        String.valueOf(articles), String.join(", ", nodes));
  }

  private void say(String what, String of, String node) {
    out.printf(Locale.ROOT, "  %-62s %s%n", String.format(Locale.ROOT, what, of), node);
  }
}
