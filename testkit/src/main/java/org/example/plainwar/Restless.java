package org.example.plainwar;

import java.util.ArrayList;
import java.util.List;

/** Two lists that grow in step; whoever sees them differ by more than one element saw them torn. */
final class Restless {

  private final List<Integer> left = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();

  void grow(int steps) {
    for (int i = 0; i < steps; i++) {
      left.add(i);
      right.add(i);
    }
  }

  @Override
  public String toString() {
    return left.size() + " " + right.size() + " " + (inOrder(left) && inOrder(right));
  }

  private static boolean inOrder(List<Integer> list) {
    for (int i = 0; i < list.size(); i++) {
      if (!Integer.valueOf(i).equals(list.get(i))) {
        return false;
      }
    }
    return true;
  }
}
