package org.example.plainwar;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.List;

/** Listens because web.xml says so. */
public final class DescribedListener
    implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Journal.note(event.getSession(), "created (described)");
  }

  /** Attributes are still there at this time (Servlet 6.0 §15.1.7 and HttpSessionListener). */
  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    List<String> names = Collections.list(event.getSession().getAttributeNames());
    Collections.sort(names);
    StringBuilder text = new StringBuilder("destroyed (described)");
    for (String name : names) {
      text.append(' ').append(name).append('=').append(event.getSession().getAttribute(name));
    }
    Journal.note(event.getSession(), text.toString());
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    Journal.note(event.getSession(), "added " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    Journal.note(event.getSession(), "replaced " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    Journal.note(event.getSession(), "removed " + event.getName() + "=" + event.getValue());
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
    Journal.note(event.getSession(), "id changed from " + oldSessionId);
  }
}
