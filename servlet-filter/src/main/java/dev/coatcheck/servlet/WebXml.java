package dev.coatcheck.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What an application's web.xml says of filters, logins and cookies. The servlet API tells nothing
 * of the order of filters. Immutable.
 *
 * @param mapped the names of filters, in the order in which they are called
 * @param ours the names of those that are {@link CoatcheckFilter}
 * @param dispatchers those for which ours are mapped
 * @param formLogin whether the container shows a login form
 * @param scriptableCookie whether the session's cookie is said not to be HttpOnly
 */
record WebXml(
    List<String> mapped,
    Set<String> ours,
    Set<String> dispatchers,
    boolean formLogin,
    boolean scriptableCookie) {

  private static final String PATH = "/WEB-INF/web.xml";

  WebXml {
    mapped = List.copyOf(mapped);
    ours = Set.copyOf(ours);
    dispatchers = Set.copyOf(dispatchers);
  }

  /** Reads it; an application without one has an empty one. */
  static WebXml of(ServletContext context) {
    Document document = document(context);
    List<String> mapped = new ArrayList<>();
    Set<String> ours = new TreeSet<>();
    Set<String> dispatchers = new TreeSet<>();
    boolean form = false;
    boolean scriptable = false;
    if (document != null) {
      for (Element filter : elements(document.getElementsByTagNameNS("*", "filter"))) {
        if (CoatcheckFilter.class.getName().equals(text(filter, "filter-class"))) {
          ours.add(text(filter, "filter-name"));
        }
      }
      for (Element mapping : elements(document.getElementsByTagNameNS("*", "filter-mapping"))) {
        String name = text(mapping, "filter-name");
        mapped.add(name);
        if (ours.contains(name)) {
          elements(mapping.getElementsByTagNameNS("*", "dispatcher"))
              .forEach(dispatcher -> dispatchers.add(dispatcher.getTextContent().strip()));
        }
      }
      form =
          elements(document.getElementsByTagNameNS("*", "auth-method")).stream()
              .anyMatch(method -> method.getTextContent().strip().equalsIgnoreCase("FORM"));
      scriptable =
          elements(document.getElementsByTagNameNS("*", "http-only")).stream()
              .anyMatch(said -> said.getTextContent().strip().equals("false"));
    }
    return new WebXml(mapped, ours, dispatchers, form, scriptable);
  }

  /** The filters that are called before the first of ours, when web.xml has ours. */
  List<String> mappedBeforeOurs() {
    for (int i = 0; i < mapped.size(); i++) {
      if (ours.contains(mapped.get(i))) {
        return mapped.subList(0, i);
      }
    }
    return List.of();
  }

  /** The container has read it before; what is wrong with it is the container's to say. */
  private static @Nullable Document document(ServletContext context) {
    try (InputStream in = context.getResourceAsStream(PATH)) {
      return in == null ? null : Descriptor.parse(in);
    } catch (IOException e) {
      return null;
    }
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    return elements(parent.getElementsByTagNameNS("*", name)).stream()
        .map(element -> element.getTextContent().strip())
        .findFirst()
        .orElse("");
  }
}
