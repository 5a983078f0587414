package org.example.plainwar;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the listeners of the application heard on this node, in order. Thread-safe. */
final class Journal {

  private final List<Entry> entries = new ArrayList<>();

  static void note(HttpSession session, String event) {
    ((Journal) session.getServletContext().getAttribute(Journal.class.getName()))
        .add(new Entry(session.getId(), event));
  }

  static Journal of(ServletContext context) {
    return (Journal) context.getAttribute(Journal.class.getName());
  }

  /** The events of sessions that had one of these ids at the time. */
  synchronized List<String> events(Collection<String> ids) {
    List<String> events = new ArrayList<>();
    for (Entry entry : entries) {
      if (ids.contains(entry.sessionId)) {
        events.add(entry.event);
      }
    }
    return events;
  }

  private synchronized void add(Entry entry) {
    entries.add(entry);
  }

  private record Entry(String sessionId, String event) {}
}
