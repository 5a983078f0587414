package org.example.sockets;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;

/** Hands the session of a handshake to its endpoint, as everybody does it. */
public final class HandshakeSession extends ServerEndpointConfig.Configurator {

  private static final String PROPERTY = HttpSession.class.getName();

  /** The session that was there at the handshake, or null. */
  static HttpSession in(Map<String, Object> properties) {
    return (HttpSession) properties.get(PROPERTY);
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Object session = request.getHttpSession();
    if (session == null) {
      config.getUserProperties().remove(PROPERTY);
    } else {
      config.getUserProperties().put(PROPERTY, session);
    }
  }
}
