package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Sells what is in the cart to somebody who is logged in. */
@WebServlet("/checkout")
public final class CheckoutServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visit visit = new Visit(request);
    Optional<Customer> customer = visit.customer();
    if (customer.isEmpty()) {
      response.sendRedirect(request.getContextPath() + "/login");
      return;
    }
    Cart cart = visit.cartToFill();
    String receipt =
        Page.fill(
            "<p class=\"notice\">Sold to <strong>%s</strong>: <span id=\"sold\">%d</span> articles for %s.</p>",
            Page.text(customer.get().name()), cart.size(), Page.price(cart.cents()));
    cart.clear();
    new Page(request, "Thank you").add(receipt).send(response);
  }
}
