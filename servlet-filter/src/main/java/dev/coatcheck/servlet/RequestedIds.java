package dev.coatcheck.servlet;

import dev.coatcheck.session.SessionId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The session ids that a client sent with a request, cookies first (Servlet 6.0 §7.1). A client may
 * send several cookies of one name, for different paths; the first that names a session counts.
 * Immutable.
 *
 * @param literal what the client sent first, whether or not it can be an id; null when it sent none
 * @param candidates what is worth a question to the store, without repetitions
 */
record RequestedIds(@Nullable Literal literal, List<Candidate> candidates) {

  /** More than any browser sends; a limit to what one request can make us ask. */
  private static final int MOST_CANDIDATES = 32;

  /** How an id came. */
  enum Way {
    COOKIE,
    URL
  }

  /** What a client sent, as it is. */
  record Literal(String text, Way way) {}

  /** What a client sent that can be an id. */
  record Candidate(SessionId id, Literal literal) {}

  RequestedIds {
    candidates = List.copyOf(candidates);
  }

  static RequestedIds of(HttpServletRequest request, SessionCookie cookie) {
    List<Literal> literals = new ArrayList<>();
    Cookie[] cookies = cookie.isUsed() ? request.getCookies() : null;
    if (cookies != null) {
      for (Cookie sent : cookies) {
        if (sent.getName().equals(cookie.name())) {
          literals.add(new Literal(sent.getValue(), Way.COOKIE));
        }
      }
    }
    String inUrl =
        cookie.isUrlUsed() ? pathParameter(request.getRequestURI(), cookie.parameter()) : null;
    if (inUrl != null) {
      literals.add(new Literal(inUrl, Way.URL));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Literal literal : literals) {
      SessionId id = SessionId.parse(literal.text());
      if (id != null
          && candidates.size() < MOST_CANDIDATES
          && candidates.stream().noneMatch(known -> known.id().equals(id))) {
        candidates.add(new Candidate(id, literal));
      }
    }
    return new RequestedIds(literals.isEmpty() ? null : literals.get(0), candidates);
  }

  private static @Nullable String pathParameter(String uri, String name) {
    String start = ";" + name + "=";
    int from = uri.indexOf(start);
    if (from < 0) {
      return null;
    }
    int to = from + start.length();
    while (to < uri.length() && ";/?#".indexOf(uri.charAt(to)) < 0) {
      to++;
    }
    return uri.substring(from + start.length(), to);
  }
}
