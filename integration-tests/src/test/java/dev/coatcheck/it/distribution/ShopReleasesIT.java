package dev.coatcheck.it.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Half way through a rolling redeployment: one Tomcat has the shop, the other one its next release,
 * whose cart has one more field and whose customer one more component.
 */
class ShopReleasesIT {

  private static final int OLD = 0;
  private static final int NEW = 1;
  private static final String UNKNOWN = "not known yet";

  private static Installation installation;

  private final Visitor visitor = installation.visitor();

  @BeforeAll
  static void install() {
    installation =
        Installation.of(
            "shop-releases",
            (node, redis) ->
                Installation.tomcat(TomcatLine.TOMCAT_10, node, redis)
                    .webapp("ROOT", war(node.endsWith("node-1") ? "it.shop" : "it.shopNext"))
                    .create());
    installation.start();
  }

  @AfterAll
  static void uninstall() {
    installation.close();
  }

  @Test
  void eachTellsItsRelease() {
    for (int node : List.of(OLD, NEW)) {
      Visitor.Answer answer = visitor.on(node).get("/");

      String release = String.valueOf(node + 1);
      assertThat(answer.headers()).containsEntry("x-shop-release", List.of(release));
      assertThat(text(answer, "#release")).isEqualTo(release);
    }
  }

  @Test
  void whatBeganOnTheOldGoesOnOnTheNew() {
    logIn(OLD);
    put(OLD, "scarf");
    assertThat(account("#number")).isEqualTo(UNKNOWN);
    assertThat(account("#changed")).isEqualTo(UNKNOWN);

    put(NEW, "hat");

    assertThat(Instant.parse(account("#changed"))).isBeforeOrEqualTo(Instant.now());
    assertThatBothShow(2, "Ada");
  }

  @Test
  void whatBeganOnTheNewGoesOnOnTheOld() {
    logIn(NEW);
    put(NEW, "scarf");
    String number = account("#number");
    assertThat(number).hasSize(36);
    assertThatBothShow(1, "Ada");

    put(OLD, "hat");

    assertThatBothShow(2, "Ada");
    assertThat(account("#number")).as("the old one did not change the customer").isEqualTo(number);
    assertThat(account("#changed")).as("the old one changed the cart").isEqualTo(UNKNOWN);
  }

  @Test
  void oneCartIsFilledOnBothAndSold() {
    logIn(OLD);
    for (int article = 0; article < 6; article++) {
      put(article % 2, "gloves");
    }

    Visitor.Answer receipt = visitor.on(NEW).post("/checkout", List.of(), Map.of());

    assertThat(text(receipt, "#sold")).isEqualTo("6");
    assertThatBothShow(0, "Ada");
  }

  private void logIn(int node) {
    visitor
        .on(node)
        .post("/login", List.of(Map.entry("name", "Ada"), Map.entry("password", "coat")), Map.of());
  }

  private void put(int node, String article) {
    visitor.on(node).post("/cart", List.of(Map.entry("add", article)), Map.of());
  }

  private String account(String selector) {
    return text(visitor.on(NEW).get("/account"), selector);
  }

  private void assertThatBothShow(int articles, String customer) {
    for (int node : List.of(OLD, NEW)) {
      Visitor.Answer cart = visitor.on(node).get("/cart");
      assertThat(text(cart, "#cart-size")).isEqualTo(String.valueOf(articles));
      assertThat(text(cart, "#customer")).isEqualTo(customer);
    }
  }

  private static String text(Visitor.Answer answer, String selector) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Document page = Jsoup.parse(answer.body());
    return page.select(selector).text();
  }

  private static Path war(String property) {
    return Path.of(System.getProperty(property));
  }
}
