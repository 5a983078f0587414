package dev.coatcheck.flashsale;

import java.net.HttpCookie;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with cookies and a good memory: decides what to ask the shop for, remembers what it
 * confirmed, and notices when it shows something else. Sends nothing itself. Confined to one thread
 * at a time.
 */
final class Shopper {

  /** After this long nothing that was sent before can still be carried out, in nanoseconds. */
  private static final long SETTLED = 4_000_000_000L;

  private static final List<String> ARTICLES =
      List.of("scarf", "gloves", "umbrella", "hat", "hanger");

  private final String name;
  private final Tally tally;
  private final RandomGenerator dice;
  private final Map<String, String> cookies = new TreeMap<>();
  private final Cart cart = new Cart();
  private Step next = Step.BROWSE;
  private @Nullable String wanted;
  private boolean mustBeKnown;
  private boolean knowsItsCart = true;
  private boolean leaving;
  private int stepsToCheckout;
  private long doubtfulUntil = System.nanoTime();

  Shopper(String name, Tally tally, RandomGenerator dice) {
    this.name = name;
    this.tally = tally;
    this.dice = dice;
    this.stepsToCheckout = visitLength();
  }

  /** What to ask for now. */
  Step next() {
    return next;
  }

  /** The fields of the form that goes with the step. */
  Map<String, String> form() {
    return switch (next) {
      case LOG_IN -> Map.of("name", name, "password", "coat");
      case ADD -> Map.of("add", article());
      default -> Map.of();
    };
  }

  /** The header of a request, empty for somebody new. */
  String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Keeps the cookies of an answer, whatever else it says. */
  void keep(List<String> setCookieHeaders) {
    for (String header : setCookieHeaders) {
      for (HttpCookie cookie : HttpCookie.parse(header)) {
        if (cookie.getMaxAge() == 0) {
          cookies.remove(cookie.getName());
        } else {
          cookies.put(cookie.getName(), cookie.getValue());
        }
      }
    }
  }

  /**
   * The shop sent the browser to another page, which is how it confirms a change.
   *
   * @param location where to
   */
  void sentTo(String location) {
    if (location.endsWith("/login")) {
      noticeLogout();
      next = Step.LOG_IN;
      return;
    }
    switch (next) {
      case ADD -> {
        cart.added(article());
        next = Step.LOOK;
      }
      case LOG_IN -> {
        mustBeKnown = true;
        next = Step.BROWSE;
      }
      case LOG_OUT -> leave();
      default -> next = Step.BROWSE;
    }
    wanted = null;
  }

  /**
   * The shop showed a page.
   *
   * @param sentAt when the browser asked for it, of {@link System#nanoTime()}
   */
  void shown(Answer answer, long sentAt) {
    boolean known = answer.customer().equals(name);
    if (!known) {
      noticeLogout();
    }
    mustBeKnown = known;
    noticeIfLost(answer);
    if (next == Step.CHECK_OUT) {
      cart.emptied();
      knowsItsCart = true;
      tally.checkout();
    } else if (next == Step.LOOK && (!knowsItsCart || sentAt - doubtfulUntil >= 0)) {
      cart.settle(answer.cart());
      knowsItsCart = true;
    }
    next = decide(known);
  }

  /**
   * The shop did not say whether it did what was asked for.
   *
   * @param now of {@link System#nanoTime()}
   */
  void leftInDoubt(long now) {
    switch (next) {
      case ADD -> cart.perhapsAdded(article());
      case CHECK_OUT -> cart.perhapsEmptied();
      case LOG_OUT -> {
        leave(); // whoever logs out does not look back
        return;
      }
      default -> {
        return; // asks again
      }
    }
    doubtfulUntil = now + SETTLED;
    wanted = null;
    next = Step.LOOK;
  }

  /**
   * Looks at the cart instead of what was planned.
   *
   * @return false when there is nothing to remember: nobody is logged in, or wants to leave
   */
  boolean lookInstead() {
    if (!mustBeKnown || next == Step.LOG_OUT) {
      return false;
    }
    wanted = null;
    next = Step.LOOK;
    return true;
  }

  private Step decide(boolean known) {
    if (next == Step.CHECK_OUT) {
      leaving = true;
      return Step.LOOK; // what was sold must not be in the cart any more
    }
    if (!known) {
      return Step.LOG_IN;
    }
    if (leaving) {
      return Step.LOG_OUT;
    }
    if (!knowsItsCart) {
      return Step.LOOK;
    }
    if (stepsToCheckout-- <= 0 && cart.least() > 0) {
      return Step.CHECK_OUT;
    }
    int chance = dice.nextInt(10);
    return chance < 5 ? Step.ADD : chance < 8 ? Step.LOOK : Step.BROWSE;
  }

  private void noticeLogout() {
    if (mustBeKnown) {
      tally.loggedOut();
    }
    mustBeKnown = false;
  }

  /** Tells each loss once: what is left is learned at the next look. */
  private void noticeIfLost(Answer answer) {
    if (!knowsItsCart) {
      return;
    }
    boolean fits =
        switch (next) {
          case CHECK_OUT -> cart.canBe(answer.sold());
          case LOOK -> cart.canBe(answer.cart());
          default -> cart.canBe(answer.size());
        };
    if (!fits) {
      tally.cartLost();
      cart.emptied();
      knowsItsCart = false;
    }
  }

  /** The next shopper with this name has a fresh browser. */
  private void leave() {
    cookies.clear();
    cart.emptied();
    knowsItsCart = true;
    mustBeKnown = false;
    leaving = false;
    stepsToCheckout = visitLength();
    next = Step.BROWSE;
  }

  private String article() {
    if (wanted == null) {
      wanted = ARTICLES.get(dice.nextInt(ARTICLES.size()));
    }
    return wanted;
  }

  private int visitLength() {
    return 8 + dice.nextInt(16);
  }

  /** One thing to ask the shop for. */
  enum Step {
    BROWSE("GET", "/"),
    LOOK("GET", "/cart"),
    LOG_IN("POST", "/login"),
    ADD("POST", "/cart"),
    CHECK_OUT("POST", "/checkout"),
    LOG_OUT("POST", "/logout");

    private final String method;
    private final String path;

    Step(String method, String path) {
      this.method = method;
      this.path = path;
    }

    String method() {
      return method;
    }

    String path() {
      return path;
    }
  }
}
