package com.example.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;

/** What the session of one request says about the visitor. */
final class Visit {

  private static final String CUSTOMER = "customer";
  private static final String CART = "cart";

  private final HttpServletRequest request;

  Visit(HttpServletRequest request) {
    this.request = request;
  }

  Optional<Customer> customer() {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((Customer) session.getAttribute(CUSTOMER));
  }

  /** The cart, which is a new one until something is added to it. */
  Cart cart() {
    HttpSession session = request.getSession(false);
    Cart cart = session == null ? null : (Cart) session.getAttribute(CART);
    return cart == null ? new Cart() : cart;
  }

  /** The cart, which is in the session from now on. */
  Cart cartToFill() {
    HttpSession session = request.getSession();
    Cart cart = (Cart) session.getAttribute(CART);
    if (cart == null) {
      cart = new Cart();
      session.setAttribute(CART, cart);
    }
    return cart;
  }

  /**
   * A new session id keeps an id that somebody foisted on the visitor from being worth anything.
   */
  void logIn(String name) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(CUSTOMER, new Customer(name, Instant.now()));
  }

  void logOut() {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
