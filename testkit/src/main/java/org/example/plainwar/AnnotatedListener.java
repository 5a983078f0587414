package org.example.plainwar;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Listens because its annotation says so. */
@WebListener
public final class AnnotatedListener implements HttpSessionListener, HttpSessionIdListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Journal.note(event.getSession(), "created (annotated)");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Journal.note(event.getSession(), "destroyed (annotated)");
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
    Journal.note(event.getSession(), "id changed (annotated)");
  }
}
