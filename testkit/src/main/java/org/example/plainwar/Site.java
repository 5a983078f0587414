package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;

/** Puts the pages of the application in their places. */
@WebListener
public final class Site implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    context.setAttribute(Gates.class.getName(), new Gates());
    context.setAttribute(Journal.class.getName(), new Journal());
    AttributePages.addTo(context);
    BasketPages.addTo(context);
    LifecyclePages.addTo(context);
    CommitPages.addTo(context);
    AsyncPages.addTo(context);
    ConcurrencyPages.addTo(context);
    SecurityPages.addTo(context);
    JournalPages.addTo(context);
    ClassPages.addTo(context);
  }

  static void add(ServletContext context, String path, Page page) {
    ServletRegistration.Dynamic servlet = context.addServlet(path, new PageServlet(page));
    servlet.addMapping(path);
    servlet.setAsyncSupported(true);
  }
}
