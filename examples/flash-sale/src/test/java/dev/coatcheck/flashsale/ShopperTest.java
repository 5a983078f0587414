package dev.coatcheck.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shopper takes for a loss, and what not. */
class ShopperTest {

  private static final long LONG_AFTER = Long.MAX_VALUE / 4;

  private final Tally tally = new Tally();
  private final Shopper shopper = new Shopper("ada", tally, new SplittableRandom(1));

  @BeforeEach
  void logIn() {
    show("", Map.of());
    assertThat(shopper.next()).isEqualTo(Shopper.Step.LOG_IN);
    shopper.sentTo("/");
    show("ada", Map.of());
  }

  @Test
  void aConfirmedArticleThatIsNotShownIsALostCart() {
    add();

    look(Map.of());

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void anArticleThatNobodyAskedForIsALostCart() {
    String article = add();

    look(Map.of(article, 2));

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void aLossIsCountedOnce() {
    add();

    look(Map.of());
    goOnUntil(Shopper.Step.LOOK, Map.of());
    look(Map.of());

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void whatWasNotConfirmedMayBeThereOrNot() {
    String article = addInDoubt();
    look(Map.of());
    goOnUntil(Shopper.Step.LOOK, Map.of());
    look(Map.of(article, 1));

    assertThat(tally.cartsLost()).isZero();
  }

  @Test
  void aLookLongAfterwardsDecidesWhatIsThere() {
    String article = addInDoubt();
    shopper.shown(new Answer("ada", 1, Map.of(article, 1), 0), System.nanoTime() + LONG_AFTER);
    goOnUntil(Shopper.Step.LOOK, Map.of(article, 1));
    look(Map.of());

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void sellingLessThanWasConfirmedIsALostCart() {
    goToCheckout();

    shopper.shown(new Answer("ada", 0, Map.of(), 0), System.nanoTime());

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void whatWasSoldMustNotBeInTheCartAnyMore() {
    Map<String, Integer> cart = goToCheckout();

    shopper.shown(new Answer("ada", 0, Map.of(), 1), System.nanoTime());
    assertThat(tally.checkouts()).isEqualTo(1);
    look(cart);

    assertThat(tally.cartsLost()).isEqualTo(1);
  }

  @Test
  void afterACheckoutInDoubtTheCartIsFullOrEmpty() {
    Map<String, Integer> cart = goToCheckout();

    shopper.leftInDoubt(System.nanoTime());
    look(cart);
    goOnUntil(Shopper.Step.LOOK, cart);
    look(Map.of());

    assertThat(tally.cartsLost()).isZero();
  }

  @Test
  void aPageThatDoesNotKnowTheNameIsALogout() {
    goOnUntil(Shopper.Step.LOOK, Map.of());
    show("", Map.of());

    assertThat(tally.loggedOutCount()).isEqualTo(1);
    assertThat(shopper.next()).isEqualTo(Shopper.Step.LOG_IN);
  }

  @Test
  void aPageForSomebodyElseIsALogout() {
    goOnUntil(Shopper.Step.LOOK, Map.of());
    show("bob", Map.of());

    assertThat(tally.loggedOutCount()).isEqualTo(1);
  }

  @Test
  void cookiesAreKeptReplacedAndDeleted() {
    shopper.keep(List.of("JSESSIONID=a1; Path=/; HttpOnly; SameSite=Lax", "NODE=tomcat-1; Path=/"));
    shopper.keep(List.of("JSESSIONID=b2; Path=/; HttpOnly; SameSite=Lax"));
    shopper.keep(List.of("NODE=; Path=/; Max-Age=0"));

    assertThat(shopper.cookieHeader()).isEqualTo("JSESSIONID=b2");
  }

  private String add() {
    goOnUntil(Shopper.Step.ADD, Map.of());
    String article = shopper.form().get("add");
    shopper.sentTo("/cart");
    return article;
  }

  /** With one article in the cart. */
  private Map<String, Integer> goToCheckout() {
    Map<String, Integer> cart = Map.of(add(), 1);
    while (shopper.next() != Shopper.Step.CHECK_OUT) {
      show("ada", cart);
    }
    return cart;
  }

  private String addInDoubt() {
    goOnUntil(Shopper.Step.ADD, Map.of());
    String article = shopper.form().get("add");
    shopper.leftInDoubt(System.nanoTime());
    return article;
  }

  private void look(Map<String, Integer> cart) {
    assertThat(shopper.next()).isEqualTo(Shopper.Step.LOOK);
    show("ada", cart);
  }

  /** Answers whatever the shopper asks for, until it wants to do something. */
  private void goOnUntil(Shopper.Step step, Map<String, Integer> cart) {
    while (shopper.next() != step) {
      show("ada", cart);
    }
  }

  private void show(String customer, Map<String, Integer> cart) {
    int size = cart.values().stream().mapToInt(Integer::intValue).sum();
    shopper.shown(new Answer(customer, size, cart, 0), System.nanoTime());
  }
}
