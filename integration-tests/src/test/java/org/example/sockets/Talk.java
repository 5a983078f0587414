package org.example.sockets;

import jakarta.servlet.http.HttpSession;

/** Does with the session of a visitor what messages say, each a command and its words. */
final class Talk {

  private final HttpSession session;

  /**
   * @param session may be null
   */
  Talk(HttpSession session) {
    this.session = session;
  }

  /** What came of a message. */
  String answer(String message) {
    if (session == null) {
      return "no session";
    }
    String[] words = message.split(" ");
    try {
      return answer(words);
    } catch (IllegalStateException e) {
      return "ended";
    }
  }

  private String answer(String... words) {
    switch (words[0]) {
      case "id":
        return session.getId();
      case "get":
        return String.valueOf(session.getAttribute(words[1]));
      case "set":
        session.setAttribute(words[1], words[2]);
        return "ok";
      case "remove":
        session.removeAttribute(words[1]);
        return "ok";
      case "invalidate":
        session.invalidate();
        return "ok";
      default:
        throw new IllegalArgumentException(words[0]);
    }
  }
}
