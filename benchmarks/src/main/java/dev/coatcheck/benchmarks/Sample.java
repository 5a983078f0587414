package dev.coatcheck.benchmarks;

/** The values that are measured. */
public enum Sample {
  /** A bean of ten fields: the logged-in user. */
  OBJECT("a small object"),
  /** Strings, amounts, dates, lists and maps; parts are shared, none leads back. */
  CART("a cart of 20 items"),
  /** 20 orders of 10 positions, where each part knows what it belongs to. */
  GRAPH("a graph of 200 items");

  private final String title;

  Sample(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean hasCycles() {
    return this == GRAPH;
  }

  /** A new one, equal to all others. */
  Object make() {
    Words words = new Words();
    return switch (this) {
      case OBJECT -> new Shop.Customer(words, 4711);
      case CART -> new Shop.Cart(words, 20);
      case GRAPH -> new Shop.Account(words, 200);
    };
  }
}
