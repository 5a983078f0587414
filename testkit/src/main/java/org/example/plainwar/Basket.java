package org.example.plainwar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bean that holds lists in a map; not Serializable, as beans happen to be. */
final class Basket {

  private final Map<String, List<String>> shelves = new HashMap<>();

  void add(String shelf, String item) {
    shelves.computeIfAbsent(shelf, unused -> new ArrayList<>()).add(item);
  }

  @Override
  public String toString() {
    return new TreeMap<>(shelves).toString();
  }
}
