package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Changes attributes in place, and never says so. */
final class BasketPages {

  private BasketPages() {}

  static void addTo(ServletContext context) {
    Site.add(context, "/basket/new", BasketPages::create);
    Site.add(context, "/basket/add", BasketPages::add);
    Site.add(context, "/basket/add-safely", BasketPages::addSafely);
    Site.add(context, "/collections/new", BasketPages::createCollections);
    Site.add(context, "/collections/read", BasketPages::readCollections);
    Site.add(context, "/collections/add", BasketPages::addToCollections);
  }

  private static void create(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getSession().setAttribute("basket", new Basket());
    Page.say(response, "ok");
  }

  private static void add(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Basket basket = (Basket) request.getSession().getAttribute("basket");
    basket.add(request.getParameter("shelf"), request.getParameter("item"));
    Page.say(response, basket);
  }

  private static void addSafely(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    synchronized (session) {
      ((Basket) session.getAttribute("basket"))
          .add(request.getParameter("shelf"), request.getParameter("item"));
    }
    Page.say(response, "ok");
  }

  /** Collections whose inner order depends on their history or on the JVM they live in. */
  private static void createCollections(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Set<String> words = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>(128);
    Map<Object, String> units = new ConcurrentHashMap<>();
    for (int i = 0; i < 40; i++) {
      words.add("AaAa".repeat(i % 3) + "BBBB" + i);
      numbers.put((i % 2 == 0 ? "Aa" : "BB") + i / 2, i);
    }
    for (TimeUnit unit : TimeUnit.values()) {
      units.put(unit, unit.name()); // an enum's hash code differs from JVM to JVM
    }
    words.remove("BBBB0");
    IdentityHashMap<Object, String> identities = new IdentityHashMap<>();
    identities.put("one", "1");
    identities.put("two", "2");
    HttpSession session = request.getSession();
    session.setAttribute("words", words);
    session.setAttribute("numbers", numbers);
    session.setAttribute("units", units);
    session.setAttribute("identities", identities);
    session.setAttribute("nested", new LinkedHashMap<>(Map.of("set", words, "map", numbers)));
    session.setAttribute("plain", new ArrayList<>(List.of("list")));
    Page.say(response, "ok");
  }

  private static void readCollections(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    int size =
        ((Set<?>) session.getAttribute("words")).size()
            + ((Map<?, ?>) session.getAttribute("numbers")).size()
            + ((Map<?, ?>) session.getAttribute("units")).size()
            + ((Map<?, ?>) session.getAttribute("identities")).size()
            + ((Map<?, ?>) session.getAttribute("nested")).size()
            + ((List<?>) session.getAttribute("plain")).size();
    Page.say(response, size);
  }

  @SuppressWarnings("unchecked") // this application put it there
  private static void addToCollections(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    ((Set<String>) session.getAttribute("words")).add(request.getParameter("word"));
    readCollections(request, response);
  }
}
