package dev.coatcheck.flashsale;

import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page of the shop says.
 *
 * @param customer whom it greets; empty for a stranger
 * @param size of the cart
 * @param cart article to quantity; empty if the page does not show them
 * @param sold number of articles just sold
 */
record Answer(String customer, int size, Map<String, Integer> cart, int sold) {

  static Answer of(String html) {
    Document page = Jsoup.parse(html);
    Map<String, Integer> cart = new TreeMap<>();
    for (Element row : page.select("tr[data-article]")) {
      cart.put(row.attr("data-article"), Integer.parseInt(row.attr("data-quantity")));
    }
    return new Answer(
        page.select("#customer").text(), number(page, "#cart-size"), cart, number(page, "#sold"));
  }

  private static int number(Document page, String selector) {
    String text = page.select(selector).text();
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
