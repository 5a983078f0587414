package dev.coatcheck.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.Set;

/** In the test application: adds a listener by code, and is given those that the container sees. */
@HandlesTypes({
  HttpSessionListener.class,
  HttpSessionAttributeListener.class,
  HttpSessionIdListener.class
})
public final class ListenerInitializer implements ServletContainerInitializer {

  @Override
  public void onStartup(Set<Class<?>> candidates, ServletContext context) throws ServletException {
    DeclaredListeners.remember(context, candidates);
    try {
      context.addListener(
          context
              .getClassLoader()
              .loadClass("org.example.listening.Listeners$AddedByInitializer")
              .asSubclass(EventListener.class));
    } catch (ClassNotFoundException e) {
      throw new ServletException(e);
    }
  }
}
