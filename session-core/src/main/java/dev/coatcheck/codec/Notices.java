package dev.coatcheck.codec;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the operator what comes back otherwise than it was, once per class and what it holds. It
 * belongs to one application's codec. Thread-safe.
 */
final class Notices {

  private static final Logger LOG = System.getLogger("dev.coatcheck.codec");
  private static final int MOST_REMEMBERED = 1000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** A view was stored as what it shows, without the list or map that it belongs to. */
  void viewApart(String attribute, Class<?> type, Class<?> view) {
    String what = view.getName() + " in " + type.getName();
    if (told.size() < MOST_REMEMBERED && told.add(what)) {
      LOG.log(
          Level.WARNING,
          "A view of a list or map is stored as a copy of what it shows: attribute \""
              + attribute
              + "\" of "
              + type.getName()
              + " holds a "
              + view.getName()
              + ", whose list or map is not stored with it; after the next load on another node,"
              + " changes of the one do not show in the other");
    }
  }
}
