package dev.coatcheck.codec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the views in a graph belong to which of its maps, as far as maps tell: a view knows its
 * map, but does not say so. A map that is met after its view makes the graph be written once more.
 */
final class GraphViews {

  private final List<Map<?, ?>> maps = new ArrayList<>();
  private final IdentityHashMap<Object, Map<?, ?>> owners = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Map<?, ?>> metLate = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Object> apart = new IdentityHashMap<>();
  private boolean watching;
  private boolean again;

  /** Notes one of Java's own maps that is part of the graph. */
  void met(Map<?, ?> map) {
    if (watching) {
      lookAt(map);
    } else {
      maps.add(map); // most graphs have no views, and maps need not be asked for theirs
    }
  }

  /** The map in the graph that has this view, null when it is not there, or not yet. */
  @Nullable Map<?, ?> mapOf(Object view) {
    if (!watching) {
      watching = true;
      maps.forEach(this::lookAt);
    }
    Map<?, ?> owner = owners.get(view);
    return owner == null ? metLate.get(view) : owner;
  }

  /** Notes a view that is stored without what it belongs to. */
  void apart(Object view) {
    apart.put(view, view);
  }

  /** The classes of views that are stored without what they belong to. */
  Set<Class<?>> classesApart() {
    if (apart.isEmpty()) {
      return Set.of();
    }
    Set<Class<?>> classes = new HashSet<>();
    apart.keySet().forEach(view -> classes.add(view.getClass()));
    return classes;
  }

  /** Ready to write the same graph again; tells whether that has to be. */
  boolean again() {
    boolean result = again;
    if (result) {
      startOver();
    }
    return result;
  }

  /** Ready for another graph. */
  void forget() {
    startOver();
    if (!metLate.isEmpty()) {
      metLate.clear();
    }
  }

  private void startOver() {
    maps.clear();
    if (watching) {
      owners.clear();
    }
    if (!apart.isEmpty()) {
      apart.clear();
    }
    watching = false;
    again = false;
  }

  private void lookAt(Map<?, ?> map) {
    for (MapPart part : MapPart.values()) {
      Object view = part.of(map);
      owners.put(view, map);
      if (apart.remove(view) != null) {
        metLate.put(view, map);
        again = true;
      }
    }
  }
}
