package dev.coatcheck.flashsale;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a shopper knows of the cart. A change that the shop did not confirm may have been made or
 * not, so each quantity has a least and a most: a cart below the least has lost something that was
 * confirmed. Confined to one thread at a time.
 */
final class Cart {

  private final Map<String, Integer> least = new TreeMap<>();
  private final Map<String, Integer> most = new TreeMap<>();

  /** The shop confirmed that it put one in. */
  void added(String article) {
    least.merge(article, 1, Integer::sum);
    most.merge(article, 1, Integer::sum);
  }

  /** The shop was asked to put one in and did not say whether it did. */
  void perhapsAdded(String article) {
    most.merge(article, 1, Integer::sum);
  }

  /** The shop confirmed that it is empty now. */
  void emptied() {
    least.clear();
    most.clear();
  }

  /** The shop was asked to empty it and did not say whether it did. */
  void perhapsEmptied() {
    least.clear();
  }

  /** From now on it is what the shop shows. */
  void settle(Map<String, Integer> shown) {
    emptied();
    least.putAll(shown);
    most.putAll(shown);
  }

  /** Whether the shop can show this, when it lost nothing and made up nothing. */
  boolean canBe(Map<String, Integer> shown) {
    return least.entrySet().stream()
            .allMatch(entry -> shown.getOrDefault(entry.getKey(), 0) >= entry.getValue())
        && shown.entrySet().stream()
            .allMatch(entry -> entry.getValue() <= most.getOrDefault(entry.getKey(), 0));
  }

  /** The same for the number of all articles. */
  boolean canBe(int size) {
    return least() <= size && size <= sum(most);
  }

  /** How many articles are surely in it. */
  int least() {
    return sum(least);
  }

  private static int sum(Map<String, Integer> quantities) {
    return quantities.values().stream().mapToInt(Integer::intValue).sum();
  }
}
