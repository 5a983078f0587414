package org.example.plainwar;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;

/** A value that wants to know which session it is in. */
final class NoticingValue implements HttpSessionBindingListener, HttpSessionActivationListener {

  private final String text;

  NoticingValue(String text) {
    this.text = text;
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    Journal.note(event.getSession(), "bound " + event.getName() + "=" + text);
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    Journal.note(event.getSession(), "unbound " + event.getName() + "=" + text);
  }

  @Override
  public void sessionWillPassivate(HttpSessionEvent event) {
    Journal.note(event.getSession(), "passivate " + text);
  }

  @Override
  public void sessionDidActivate(HttpSessionEvent event) {
    Journal.note(event.getSession(), "activate " + text);
  }

  @Override
  public String toString() {
    return text;
  }
}
