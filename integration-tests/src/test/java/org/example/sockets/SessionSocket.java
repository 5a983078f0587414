package org.example.sockets;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;

/** Does with the session of its visitor what messages say, each a command and its words. */
@ServerEndpoint(value = "/socket", configurator = HandshakeSession.class)
public final class SessionSocket {

  private HttpSession session;

  /** Somebody has come. */
  @OnOpen
  public void open(EndpointConfig config) {
    session = HandshakeSession.in(config.getUserProperties());
  }

  /** Somebody says something; the answer is what came of it. */
  @OnMessage
  public String receive(String message) {
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
