package org.example.sockets;

import java.util.ArrayList;
import java.util.List;

/** A bean that a JSP keeps in the session; not Serializable, as beans happen to be. */
public final class Wishes {

  private final List<String> items = new ArrayList<>();

  /** The items in the order in which they were wished for. */
  public List<String> getItems() {
    return items;
  }
}
