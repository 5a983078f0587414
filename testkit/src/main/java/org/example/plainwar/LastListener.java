package org.example.plainwar;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Comes after {@link DescribedListener} in web.xml: created last, destroyed first. */
public final class LastListener implements HttpSessionListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Journal.note(event.getSession(), "created (last)");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Journal.note(event.getSession(), "destroyed (last)");
  }
}
