package com.example.shop;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a visitor has put together. It is put into the session once and changed in place from then
 * on, and it is not Serializable: nobody told its author to do otherwise.
 */
final class Cart {

  private final Map<String, Integer> quantities = new LinkedHashMap<>();

  synchronized void add(Article article) {
    quantities.merge(article.number(), 1, Integer::sum);
  }

  synchronized void removeOne(Article article) {
    quantities.computeIfPresent(
        article.number(), (number, quantity) -> quantity == 1 ? null : quantity - 1);
  }

  synchronized void clear() {
    quantities.clear();
  }

  synchronized boolean isEmpty() {
    return quantities.isEmpty();
  }

  synchronized int quantity(Article article) {
    return quantities.getOrDefault(article.number(), 0);
  }

  synchronized int size() {
    return quantities.values().stream().mapToInt(Integer::intValue).sum();
  }

  int cents() {
    return Article.ALL.stream().mapToInt(article -> article.cents() * quantity(article)).sum();
  }
}
