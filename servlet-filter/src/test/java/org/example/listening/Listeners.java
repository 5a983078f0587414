package org.example.listening;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Listeners, named by how the container comes to know of them. */
public final class Listeners {

  private Listeners() {}

  /** In web.xml. */
  public static class Described extends OfAllKinds {}

  /** In web.xml, after the other one. */
  public static class DescribedToo extends OfAllKinds {}

  /** In WEB-INF/classes. */
  @WebListener
  public static class Annotated extends OfAllKinds {}

  /** In WEB-INF/classes and in web.xml: still one. */
  @WebListener
  public static class AnnotatedAndDescribed extends OfAllKinds {}

  /** In the web-fragment.xml of the jar that comes first by name. */
  public static class InFirstJar extends OfAllKinds {}

  /** In the same jar. */
  @WebListener
  public static class AnnotatedInFirstJar extends OfAllKinds {}

  /** In the web-fragment.xml of the jar that comes second by name, but wants to be the first. */
  public static class InSecondJar extends OfAllKinds {}

  /** In a jar without a web-fragment.xml. */
  @WebListener
  public static class AnnotatedInPlainJar extends OfAllKinds {}

  /** In a jar that says that its classes are not to be looked at. */
  @WebListener
  public static class AnnotatedInCompleteJar extends OfAllKinds {}

  /** In a tag library. */
  public static class InTagLibrary extends OfAllKinds {}

  /** By a listener of the context. */
  public static class AddedByListener extends OfAllKinds {}

  /** By an initializer. */
  public static class AddedByInitializer extends OfAllKinds {}

  /** Nobody asks for it, though the container sees the class. */
  public static class Undeclared extends OfAllKinds {}

  /** Hears of one kind only. */
  public static final class OfSessions implements HttpSessionListener {
    @Override
    public void sessionCreated(HttpSessionEvent event) {
      EventLog.in(event.getSession().getServletContext()).add("session", this);
    }
  }

  /** Hears of one kind only. */
  public static final class OfAttributes implements HttpSessionAttributeListener {
    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      EventLog.in(event.getSession().getServletContext()).add("attribute", this);
    }
  }

  /** Hears of one kind only. */
  public static final class OfIds implements HttpSessionIdListener {
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
      EventLog.in(event.getSession().getServletContext()).add("id", this);
    }
  }

  /** In web.xml; adds another. */
  public static final class Adding implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      event.getServletContext().addListener(AddedByListener.class);
    }
  }

  /** Hears of everything that sessions have to tell. */
  public abstract static class OfAllKinds
      implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) {
      EventLog.in(event.getSession().getServletContext()).add("session", this);
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      EventLog.in(event.getSession().getServletContext()).add("attribute", this);
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
      EventLog.in(event.getSession().getServletContext()).add("id", this);
    }
  }
}
