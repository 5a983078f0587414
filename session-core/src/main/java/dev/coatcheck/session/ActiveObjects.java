package dev.coatcheck.session;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Which objects of one session's attributes are active on this node, for adapters that tell them
 * when they come and go (Servlet 6.0 §7.7.2). An object comes when it was decoded here, before the
 * application gets it, or when the application sets it; it goes when the application stops. Objects
 * that are still encoded by then were never here. Thread-safe; keeps no object alive.
 */
public final class ActiveObjects {

  private final Map<String, WeakReference<Object>> active = new HashMap<>();

  /** Notes an attribute's object; whether it was not the active one of that name before. */
  public synchronized boolean add(String name, Object value) {
    WeakReference<Object> before = active.put(name, new WeakReference<>(value));
    return before == null || before.get() != value;
  }

  /** All that are active, by name; afterwards none is. */
  public synchronized Map<String, Object> removeAll() {
    Map<String, Object> values = new HashMap<>();
    active.forEach(
        (name, reference) -> {
          Object value = reference.get();
          if (value != null) {
            values.put(name, value);
          }
        });
    active.clear();
    return values;
  }
}
