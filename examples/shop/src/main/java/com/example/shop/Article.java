package com.example.shop;

import java.util.List;
import java.util.Optional;

/** Something to buy. */
record Article(String number, String name, int cents) {

  static final List<Article> ALL =
      List.of(
          new Article("scarf", "Woollen scarf", 2450),
          new Article("gloves", "Pair of gloves", 1990),
          new Article("umbrella", "Umbrella", 3500),
          new Article("hat", "Felt hat", 4900),
          new Article("hanger", "Cedar hanger", 790));

  static Optional<Article> numbered(String number) {
    return ALL.stream().filter(article -> article.number().equals(number)).findFirst();
  }
}
