package dev.coatcheck.tomcat;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.UnreadableAttributeException;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a live session as the map that {@code StandardSession} keeps them in, so that
 * Tomcat's own code calls the listeners, in its own order. Attributes that belong to this node
 * alone (a subject, the container's own, what the manager's filters exclude) never reach the live
 * session. Thread-safe.
 */
final class LiveAttributes extends AbstractMap<String, Object>
    implements ConcurrentMap<String, Object> {

  private final LiveSession live;
  private final BiPredicate<String, Object> staysHere;
  private final Activations activations;
  private final Map<String, Object> here = new ConcurrentHashMap<>();

  /**
   * @param staysHere whether an attribute of this name and value is not to be stored
   */
  LiveAttributes(LiveSession live, BiPredicate<String, Object> staysHere, Activations activations) {
    this.live = live;
    this.staysHere = staysHere;
    this.activations = activations;
  }

  /** The attributes that only this node has. */
  Map<String, Object> ofThisNode() {
    return new LinkedHashMap<>(here);
  }

  /**
   * An attribute for the application.
   *
   * @throws UnreadableAttributeException when it cannot be decoded here, unless settings say that
   *     it then reads as null
   */
  @Nullable Object handOut(String name) {
    Object value = here.get(name);
    if (value != null) {
      return value;
    }
    Object stored = live.attribute(name);
    if (stored != null) {
      activations.handedOut(name, stored);
    }
    return stored;
  }

  /** The same for Tomcat: what cannot be read can still be replaced, removed, and invalidated. */
  @Override
  public @Nullable Object get(Object name) {
    try {
      return handOut((String) name);
    } catch (UnreadableAttributeException e) {
      return null;
    }
  }

  @Override
  public boolean containsKey(Object name) {
    return keySet().contains(name);
  }

  @Override
  public @Nullable Object put(String name, Object value) {
    if (staysHere.test(name, value)) {
      Object stored = live.remove(name);
      Object before = here.put(name, value);
      return before == null ? stored : before;
    }
    Object before = here.remove(name);
    activations.set(name, value);
    Object stored = live.put(name, value);
    return before == null ? stored : before;
  }

  @Override
  public @Nullable Object remove(Object name) {
    Object before = here.remove(name);
    Object stored = live.remove((String) name);
    return before == null ? stored : before;
  }

  /** A snapshot, as {@code StandardSession} expects it; decodes nothing. */
  @Override
  public Set<String> keySet() {
    Set<String> names = new LinkedHashSet<>(live.attributeNames());
    names.addAll(here.keySet());
    return names;
  }

  /** A snapshot; decodes everything. */
  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String name : keySet()) {
      Object value = get(name);
      if (value != null) {
        entries.put(name, value);
      }
    }
    return entries.entrySet();
  }

  @Override
  public void clear() {
    keySet().forEach(this::remove);
  }

  @Override
  public synchronized @Nullable Object putIfAbsent(String name, Object value) {
    Object before = get(name);
    return before == null ? put(name, value) : before;
  }

  @Override
  public synchronized boolean remove(Object name, Object value) {
    return value.equals(get(name)) && remove(name) != null;
  }

  @Override
  public synchronized boolean replace(String name, Object before, Object after) {
    return before.equals(get(name)) && put(name, after) != null;
  }

  @Override
  public synchronized @Nullable Object replace(String name, Object value) {
    return get(name) == null ? null : put(name, value);
  }
}
