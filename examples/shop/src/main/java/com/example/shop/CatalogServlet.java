package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The articles, each with a button. */
@WebServlet("")
public final class CatalogServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Page page = new Page(request, "Articles");
    page.add("<table><thead><tr><th>Article</th><th class=\"number\">Price</th>");
    page.add("<th class=\"number\">Buy</th></tr></thead><tbody>");
    for (Article article : Article.ALL) {
      page.add(
          Page.fill(
              """
          <tr><td>%s</td><td class="number">%s</td><td class="number">
          <form method="post" action="%s"><input type="hidden" name="add" value="%s">
          <button aria-label="Add %s to the cart">Add</button></form></td></tr>""",
              article.name(),
              Page.price(article.cents()),
              page.link("/cart"),
              article.number(),
              article.name()));
    }
    page.add("</tbody></table>").send(response);
  }
}
