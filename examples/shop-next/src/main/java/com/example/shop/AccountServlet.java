package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What this release knows of a customer and release 1 did not. */
@WebServlet("/account")
public final class AccountServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String UNKNOWN = "not known yet";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Visit visit = new Visit(request);
    Optional<Customer> customer = visit.customer();
    if (customer.isEmpty()) {
      response.sendRedirect(request.getContextPath() + "/login");
      return;
    }
    String account =
        Page.fill(
            """
            <p>Customer number <strong id="number">%s</strong></p>
            <p>Cart changed <strong id="changed">%s</strong></p>""",
            customer.map(Customer::number).map(UUID::toString).orElse(UNKNOWN),
            visit.cart().changed().map(Instant::toString).orElse(UNKNOWN));
    new Page(request, "Your account").add(account).send(response);
  }
}
