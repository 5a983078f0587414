package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Shows the cart; puts articles in and takes them out. */
@WebServlet("/cart")
public final class CartServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String ROW =
      """
      <tr data-article="%s" data-quantity="%d"><td>%s</td><td class="number">%d</td>
      <td class="number">%s</td><td><form method="post" action="%s">
      <input type="hidden" name="remove" value="%s">
      <button class="quiet" aria-label="Remove one %s">Remove one</button></form></td></tr>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Cart cart = new Visit(request).cart();
    Page page = new Page(request, "Your cart");
    if (cart.isEmpty()) {
      page.add("<p>It is empty.</p>").send(response);
      return;
    }
    page.add("<table><thead><tr><th>Article</th><th class=\"number\">Quantity</th>");
    page.add("<th class=\"number\">Price</th><th>Change</th></tr></thead><tbody>");
    for (Article article : Article.ALL) {
      if (cart.quantity(article) > 0) {
        page.add(row(page, article, cart.quantity(article)));
      }
    }
    page.add("</tbody></table>");
    page.add("<p>Together <strong>" + Page.price(cart.cents()) + "</strong></p>");
    page.add("<form method=\"post\" action=\"" + page.link("/checkout") + "\">");
    page.add("<button>Check out</button></form>").send(response);
  }

  /** Answers with a redirect, so that a reload adds nothing. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Article> added = article(request, "add");
    Optional<Article> removed = article(request, "remove");
    if (added.isEmpty() && removed.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "There is no such article");
      return;
    }
    Cart cart = new Visit(request).cartToFill();
    added.ifPresent(cart::add);
    removed.ifPresent(cart::removeOne);
    response.sendRedirect(request.getContextPath() + "/cart");
  }

  private static Optional<Article> article(HttpServletRequest request, String parameter) {
    return Optional.ofNullable(request.getParameter(parameter)).flatMap(Article::numbered);
  }

  private static String row(Page page, Article article, int quantity) {
    return Page.fill(
        ROW,
        article.number(),
        quantity,
        article.name(),
        quantity,
        Page.price(article.cents() * quantity),
        page.link("/cart"),
        article.number(),
        article.name());
  }
}
