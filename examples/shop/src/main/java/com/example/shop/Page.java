package com.example.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** One page of the shop: head and foot around the part that differs. */
final class Page {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --accent: #7a2e3b; --line: #8884; }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 0 1rem 3rem; }
      header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; border-bottom: 1px solid var(--line); padding: 1rem 0; }
      header strong { font-size: 1.3rem; margin-right: auto; }
      footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem; font-size: .9rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .5rem .25rem; border-bottom: 1px solid var(--line); }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
      form { display: inline; }
      form.fields { display: grid; gap: .75rem; max-width: 20rem; }
      input { font: inherit; padding: .4rem; width: 100%; box-sizing: border-box; }
      button { font: inherit; padding: .35rem .9rem; border: 0; border-radius: .4rem; background: var(--accent); color: #fff; cursor: pointer; }
      button.quiet { background: none; color: inherit; text-decoration: underline; padding: 0; }
      button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #d98a00; outline-offset: 2px; }
      .notice { border-left: .3rem solid var(--accent); padding-left: .75rem; }
      """;

  private static final String LAYOUT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s - The Cloakroom Shop</title>
      <style>
      %s</style>
      </head>
      <body>
      <header>%s</header>
      <main>
      <h1>%s</h1>
      %s</main>
      <footer><p>Served by <strong id="node">%s</strong>, release <strong id="release">%d</strong></p></footer>
      </body>
      </html>

      """;

  private static final String NAVIGATION =
      """
      <strong>The Cloakroom Shop</strong>
      <a href="%s">Articles</a>
      <a href="%s">Cart (<span id="cart-size">%d</span>)</a>
      %s""";

  private static final String CUSTOMER =
      """
      <span>Hello, <span id="customer">%s</span></span>
      <form method="post" action="%s"><button class="quiet">Log out</button></form>
      """;

  private final HttpServletRequest request;
  private final Visit visit;
  private final String title;
  private final StringBuilder content = new StringBuilder();

  Page(HttpServletRequest request, String title) {
    this.request = request;
    this.visit = new Visit(request);
    this.title = title;
  }

  /** Adds markup; what a visitor typed goes through {@link #text} first. */
  Page add(String html) {
    content.append(html).append('\n');
    return this;
  }

  void send(HttpServletResponse response) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            fill(
                LAYOUT,
                title,
                STYLE,
                navigation(),
                title,
                content,
                text(ServedBy.node(request)),
                Release.number()));
  }

  String link(String path) {
    return request.getContextPath() + path;
  }

  static String text(String typed) {
    return typed.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** The template with its placeholders filled, in the same way wherever the server stands. */
  static String fill(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  static String price(int cents) {
    return fill("%d.%02d &euro;", cents / 100, cents % 100);
  }

  private String navigation() {
    String who =
        visit
            .customer()
            .map(customer -> fill(CUSTOMER, text(customer.name()), link("/logout")))
            .orElse("<a href=\"" + link("/login") + "\">Log in</a>");
    return fill(NAVIGATION, link("/"), link("/cart"), visit.cart().size(), who);
  }
}
