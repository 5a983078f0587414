package org.example.sockets;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Talks about the session; added by a listener when the application starts. */
public final class AddedSocket extends Endpoint {

  @Override
  public void onOpen(Session socket, EndpointConfig config) {
    Talk talk = new Talk(HandshakeSession.in(config.getUserProperties()));
    socket.addMessageHandler(
        new MessageHandler.Whole<String>() {
          @Override
          public void onMessage(String message) {
            try {
              socket.getBasicRemote().sendText(talk.answer(message));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /** Adds it. */
  @WebListener
  public static final class Adder implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
      Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
      try {
        ((ServerContainer) container)
            .addEndpoint(
                ServerEndpointConfig.Builder.create(AddedSocket.class, "/socket")
                    .configurator(new HandshakeSession())
                    .build());
      } catch (DeploymentException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
