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

    private long number;
    private String login;
    private String name;
    private String mail;
    private Role role;
    private Date since;
    private BigDecimal credit;
    private @Nullable String company;
    private boolean newsletter;
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

    private int id;
    private String title;
    private @Nullable Category parent;
    private List<Category> children = new ArrayList<>();

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

    private long id;
    private String number;
    private String title;
    private String description;
    private BigDecimal price;
    private Date changed;
    private List<String> tags;
    private @Nullable Category category;

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

    private Customer customer;
    private Date created;
    private List<Line> lines = new ArrayList<>();
    private List<String> coupons = new ArrayList<>();
    private Map<String, BigDecimal> totals = new LinkedHashMap<>();
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

    private Article article;
    private int quantity;
    private Date added;
    private Map<String, String> options = new HashMap<>();
    private @Nullable BigDecimal discount;
    private boolean giftWrap;

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

    private Customer customer;
    private Map<String, Category> categories = new HashMap<>();
    private Map<Long, Order> orders = new LinkedHashMap<>();

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

    private long number;
    private Customer customer;
    private Date placed;
    private State state;
    private String street;
    private String town;
    private List<Position> positions = new ArrayList<>();
    private Map<State, Date> history = new LinkedHashMap<>();

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

    private Order order;
    private int index;
    private Article article;
    private int quantity;
    private BigDecimal price;
    private String text;
    private @Nullable Date returned;

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
