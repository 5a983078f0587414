package com.example.shop;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a visitor has put together, and since this release when it was changed last. It is put into
 * the session once and changed in place from then on.
 */
final class Cart {

  private final Map<String, Integer> quantities = new LinkedHashMap<>();

  /** Null when release 1 changed it last, which does not know this field. */
  private Instant changed;

  synchronized void add(Article article) {
    quantities.merge(article.number(), 1, Integer::sum);
    changed = Instant.now();
  }

  synchronized void removeOne(Article article) {
    quantities.computeIfPresent(
        article.number(), (number, quantity) -> quantity == 1 ? null : quantity - 1);
    changed = Instant.now();
  }

  synchronized void clear() {
    quantities.clear();
    changed = Instant.now();
  }

  synchronized Optional<Instant> changed() {
    return Optional.ofNullable(changed);
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
