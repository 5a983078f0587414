package dev.coatcheck.testkit.http;

import java.util.List;

/**
 * Where the Servlet specification lets containers differ, and what applications are used to on one
 * of them. A node with our sessions has the habits of its container; the contract run on the
 * container without us shows that these are they. Immutable.
 *
 * @param httpOnlyCookies whether session cookies are HttpOnly when nobody says anything
 *     (SessionCookieConfig)
 * @param sharedIds whether a browser's new session has the id that it has already in another
 *     application of the server (§7.3: cookies may be shared, session objects must not)
 * @param eventsOfReplacement what is heard, in order, when one listening value takes the place of
 *     another (HttpSession.setAttribute names these events, and containers order them)
 * @param replayedMethod the method with which a POST that needed a login is replayed (§13.6.3
 *     preserves the parameters only)
 */
public record ContainerHabits(
    boolean httpOnlyCookies,
    boolean sharedIds,
    List<String> eventsOfReplacement,
    String replayedMethod) {

  /** Of Tomcat 10.1 and 11. */
  public static final ContainerHabits TOMCAT =
      new ContainerHabits(true, false, List.of("bound new", "unbound old", "replaced"), "POST");

  /** Of Jetty 12 with applications of ee10. */
  public static final ContainerHabits JETTY_EE10 =
      new ContainerHabits(false, true, List.of("unbound old", "bound new", "replaced"), "GET");

  /** Of Undertow 2.3. */
  public static final ContainerHabits UNDERTOW =
      new ContainerHabits(false, false, List.of("unbound old", "replaced", "bound new"), "POST");

  public ContainerHabits {
    eventsOfReplacement = List.copyOf(eventsOfReplacement);
  }
}
