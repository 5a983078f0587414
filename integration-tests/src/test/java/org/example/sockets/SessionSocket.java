package org.example.sockets;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;

/** Talks about the session; the container finds it by its annotation. */
@ServerEndpoint(value = "/socket", configurator = HandshakeSession.class)
public final class SessionSocket {

  private Talk talk;

  /** Somebody has come. */
  @OnOpen
  public void open(EndpointConfig config) {
    talk = new Talk(HandshakeSession.in(config.getUserProperties()));
  }

  /** Somebody says something; the answer is what came of it. */
  @OnMessage
  public String receive(String message) {
    return talk.answer(message);
  }
}
