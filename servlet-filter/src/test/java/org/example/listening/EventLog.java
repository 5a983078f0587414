package org.example.listening;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;

/** What listeners were told, in order, one line for each event and listener. Thread-safe. */
public final class EventLog {

  private final List<String> lines = new ArrayList<>();

  /** That of an application. */
  public static EventLog in(ServletContext context) {
    synchronized (context) {
      EventLog log = (EventLog) context.getAttribute("told");
      if (log == null) {
        log = new EventLog();
        context.setAttribute("told", log);
      }
      return log;
    }
  }

  /** A line for a kind of event, and the very object that is told. */
  public static String line(String kind, Object listener) {
    return kind
        + " "
        + listener.getClass().getSimpleName()
        + "@"
        + System.identityHashCode(listener);
  }

  synchronized void add(String kind, Object listener) {
    lines.add(line(kind, listener));
  }

  /** All lines so far. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
