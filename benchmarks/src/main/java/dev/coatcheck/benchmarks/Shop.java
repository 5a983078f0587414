package dev.coatcheck.benchmarks;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an old shop keeps in its sessions: beans of strings, amounts, dates, lists and maps. */
@SuppressWarnings({"UnusedVariable", "JavaUtilDate"}) // codecs read the fields; such shops use Date
public final class Shop {

  private Shop() {}

  /** How much a customer may. */
  public enum Role {
    GUEST,
    CUSTOMER,
    DEALER
  }

  /** Where an order stands. */
  public enum State {
    OPEN,
    PAID,
    SENT,
    RETURNED
  }

  /** The user who is logged in. */
  public static final class Customer implements Serializable {

    private static final long serialVersionUID = 1;

    private final long number;
    private final String login;
    private final String name;
    private final String mail;
    private final Role role;
    private final Date since;
    private final BigDecimal credit;
    private final @Nullable String company;
    private final boolean newsletter;
    private int visits;

    Customer(Words words, long number) {
      this.number = number;
      this.login = words.word();
      this.name = words.name();
      this.mail = login + "@shop.example";
      this.role = Role.CUSTOMER;
      this.since = words.date();
      this.credit = words.amount();
      this.company = null;
      this.newsletter = true;
      this.visits = (int) number % 100;
    }
  }

  /** A node of the catalogue's tree: knows what is above it and what is below. */
  public static final class Category implements Serializable {

    private static final long serialVersionUID = 1;

    private final int id;
    private final String title;
    private final @Nullable Category parent;
    private final List<Category> children = new ArrayList<>();

    Category(Words words, int id, @Nullable Category parent) {
      this.id = id;
      this.title = words.name();
      this.parent = parent;
      if (parent != null) {
        parent.children.add(this);
      }
    }
  }

  /** Something for sale. */
  public static final class Article implements Serializable {

    private static final long serialVersionUID = 1;

    private final long id;
    private final String number;
    private final String title;
    private final String description;
    private final BigDecimal price;
    private final Date changed;
    private final List<String> tags;
    private final @Nullable Category category;

    Article(Words words, long id, @Nullable Category category) {
      this.id = id;
      this.number = "A-" + id;
      this.title = words.name();
      this.description = words.sentence(10);
      this.price = words.amount();
      this.changed = words.date();
      this.tags = words.tags();
      this.category = category;
    }
  }

  /** What the customer is about to buy: a tree with shared parts, no cycle in it. */
  public static final class Cart implements Serializable {

    private static final long serialVersionUID = 1;

    private final Customer customer;
    private final Date created;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> coupons = new ArrayList<>();
    private final Map<String, BigDecimal> totals = new LinkedHashMap<>();
    private @Nullable String remark;

    Cart(Words words, int size) {
      this.customer = new Customer(words, 4711);
      this.created = words.date();
      for (int i = 0; i < size; i++) {
        lines.add(new Line(words, new Article(words, 10_000 + i, null)));
      }
      coupons.add("WELCOME10");
      for (String total : List.of("net", "tax", "shipping", "gross")) {
        totals.put(total, words.amount());
      }
    }
  }

  /** One line of a cart. */
  public static final class Line implements Serializable {

    private static final long serialVersionUID = 1;

    private final Article article;
    private final int quantity;
    private final Date added;
    private final Map<String, String> options = new HashMap<>();
    private final @Nullable BigDecimal discount;
    private final boolean giftWrap;

    Line(Words words, Article article) {
      this.article = article;
      this.quantity = words.below(5) + 1;
      this.added = words.date();
      options.put("colour", words.word());
      options.put("size", words.word());
      this.discount = words.below(4) == 0 ? words.amount() : null;
      this.giftWrap = words.below(5) == 0;
    }
  }

  /** What the customer bought so far: orders and positions that know each other. */
  public static final class Account implements Serializable {

    private static final long serialVersionUID = 1;

    private final Customer customer;
    private final Map<String, Category> categories = new HashMap<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();

    Account(Words words, int size) {
      this.customer = new Customer(words, 4711);
      List<Category> leaves = new ArrayList<>();
      Category top = new Category(words, 0, null);
      for (int i = 1; i <= 12; i++) {
        Category leaf =
            new Category(words, i, i % 4 == 1 || leaves.isEmpty() ? top : leaves.get(0));
        leaves.add(leaf);
        categories.put(leaf.title, leaf);
      }
      List<Article> articles = new ArrayList<>();
      for (int i = 0; i < size / 2; i++) {
        articles.add(new Article(words, 10_000 + i, leaves.get(i % leaves.size())));
      }
      for (long number = 1; number <= size / 10; number++) {
        orders.put(number, new Order(words, number, customer, articles));
      }
    }
  }

  /** One order of ten positions. */
  public static final class Order implements Serializable {

    private static final long serialVersionUID = 1;

    private final long number;
    private final Customer customer;
    private final Date placed;
    private final State state;
    private final String street;
    private final String town;
    private final List<Position> positions = new ArrayList<>();
    private final Map<State, Date> history = new LinkedHashMap<>();

    Order(Words words, long number, Customer customer, List<Article> articles) {
      this.number = number;
      this.customer = customer;
      this.placed = words.date();
      this.state = words.oneOf(State.values());
      this.street = words.name();
      this.town = words.name();
      for (int i = 0; i < 10; i++) {
        positions.add(new Position(words, this, i, words.oneOf(articles.toArray(new Article[0]))));
      }
      history.put(State.OPEN, placed);
      history.put(state, words.date());
    }
  }

  /** One position of an order. */
  public static final class Position implements Serializable {

    private static final long serialVersionUID = 1;

    private final Order order;
    private final int index;
    private final Article article;
    private final int quantity;
    private final BigDecimal price;
    private final String text;
    private final @Nullable Date returned;

    Position(Words words, Order order, int index, Article article) {
      this.order = order;
      this.index = index;
      this.article = article;
      this.quantity = words.below(5) + 1;
      this.price = words.amount();
      this.text = words.sentence(15);
      this.returned = words.below(10) == 0 ? words.date() : null;
    }
  }
}
