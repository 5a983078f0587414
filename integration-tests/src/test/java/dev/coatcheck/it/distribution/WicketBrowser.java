package dev.coatcheck.it.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jsoup.parser.Parser;

/**
 * As much of a browser as Wicket's pages need: links, forms, and the ajax requests that their
 * scripts would make. It only ever goes forward. Confined to one thread.
 *
 * <p>Wicket answers a click with a redirect and keeps the page it has rendered already in the
 * memory of the node, for the request that it expects to come back. Here the redirect leads to
 * another node, which has to make the page of the session alone. What the first node keeps would be
 * served a minute long to everybody who asks it for that page; so one node gets all clicks of a
 * visitor and the other one all redirects.
 */
final class WicketBrowser {

  private static final Pattern BASE = Pattern.compile("Wicket\\.Ajax\\.baseUrl=\"([^\"]*)\"");

  private final Visitor visitor;
  private final int clicked;
  private Visitor.Answer answer;
  private Document page;

  /**
   * @param clicked the node that gets the clicks
   */
  WicketBrowser(Visitor visitor, int clicked) {
    this.visitor = visitor;
    this.clicked = clicked;
  }

  /** Opens a page at an address that leads to it by no more than one redirect. */
  WicketBrowser open(String path) {
    return show(visitor.on(clicked).get(path));
  }

  /** Lets the node without the clicks show the page once more. */
  WicketBrowser reload() {
    return show(visitor.on(1 - clicked).get(answer.path()));
  }

  /** Follows the link with this text in it. */
  WicketBrowser click(String text) {
    return open(answer.resolve(only("a:contains(" + text + ")").attr("href")));
  }

  /**
   * Sends the form with these fields changed, others as they are.
   *
   * @param button name of the one that is pressed
   */
  WicketBrowser submit(String button, Map<String, String> changes) {
    FormElement form = (FormElement) only("form:has([name=" + button + "])");
    String path = answer.resolve(form.attr("action"));
    return show(visitor.on(clicked).post(path, fields(form, button, changes), Map.of()));
  }

  /** Lets the script make its request that belongs to an element; the next node gets it. */
  WicketBrowser ajax(String selector) {
    String path = ajaxPath(only(selector).id());
    apply(visitor.get(path, ajaxHeaders()));
    return this;
  }

  /** Lets the script send the form that a button belongs to; the next node gets it. */
  WicketBrowser ajaxSubmit(String button, Map<String, String> changes) {
    Element pressed = only("[name=" + button + "]");
    FormElement form = (FormElement) pressed.closest("form");
    List<Map.Entry<String, String>> fields = fields(form, button, changes);
    apply(visitor.post(ajaxPath(pressed.id()), fields, ajaxHeaders()));
    return this;
  }

  /** The text of the page. */
  String text() {
    return page.text();
  }

  /** The value of a field. */
  String value(String name) {
    return only("[name=" + name + "]").val();
  }

  private Element only(String selector) {
    Element element = page.selectFirst(selector);
    if (element == null) {
      throw new AssertionError("no " + selector + " in " + answer);
    }
    return element;
  }

  private WicketBrowser show(Visitor.Answer shown) {
    if (shown.status() != 200) {
      throw new AssertionError(shown);
    }
    answer = shown;
    page = Jsoup.parse(shown.body());
    return this;
  }

  /** Puts the parts that came back where they belong in the page, and takes their scripts over. */
  private void apply(Visitor.Answer response) {
    Document xml = Jsoup.parse(response.body(), Parser.xmlParser());
    if (response.status() != 200 || xml.selectFirst("ajax-response") == null) {
      throw new AssertionError(response);
    }
    for (Element component : xml.select("component")) {
      Element replaced = page.getElementById(component.id());
      if (replaced != null) {
        replaced.before(component.wholeText());
        replaced.remove();
      }
    }
    for (Element script : xml.select("evaluate, priority-evaluate, header-contribution")) {
      page.body().appendElement("script").appendChild(new DataNode(script.wholeText()));
    }
  }

  /** The latest script about the element counts. */
  private String ajaxPath(String id) {
    Matcher call =
        Pattern.compile("\\{\"u\":\"([^\"]*)\"[^{}]*?\"c\":\"" + Pattern.quote(id) + "\"")
            .matcher(scripts());
    String last = null;
    while (call.find()) {
      last = call.group(1);
    }
    if (last == null) {
      throw new AssertionError("no ajax for " + id + " in " + scripts());
    }
    return answer.resolve(last);
  }

  private Map<String, String> ajaxHeaders() {
    Matcher base = BASE.matcher(scripts());
    if (!base.find()) {
      throw new AssertionError("no ajax in " + answer);
    }
    return Map.of(
        "Wicket-Ajax", "true",
        "Wicket-Ajax-BaseURL", base.group(1),
        "X-Requested-With", "XMLHttpRequest");
  }

  private String scripts() {
    StringBuilder scripts = new StringBuilder();
    page.select("script").forEach(script -> scripts.append(script.data()).append('\n'));
    return scripts.toString();
  }

  private static List<Map.Entry<String, String>> fields(
      FormElement form, String button, Map<String, String> changes) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (var field : form.formData()) {
      fields.add(Map.entry(field.key(), changes.getOrDefault(field.key(), field.value())));
    }
    fields.add(Map.entry(button, "pressed"));
    return fields;
  }
}
