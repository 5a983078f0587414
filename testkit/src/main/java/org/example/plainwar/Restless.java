package org.example.plainwar;

import java.util.ArrayList;
import java.util.List;

/** Parts that change in step; whoever sees one of them a step too far from the next saw it torn. */
final class Restless {

  private final List<Integer> leftList = new ArrayList<>();
  private final List<Integer> rightList = new ArrayList<>();
  private final int[] left = new int[2_000];
  private final int[] right = new int[2_000];

  /** Lists notice when they are read meanwhile. */
  void grow(int steps) {
    for (int i = 0; i < steps; i++) {
      leftList.add(i);
      rightList.add(i);
    }
  }

  /** Arrays do not. */
  void turn(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      int next = left[0] + 1;
      for (int i = 0; i < left.length; i++) {
        left[i] = next;
        right[i] = next;
      }
    }
  }

  @Override
  public String toString() {
    int ahead = leftList.size() - rightList.size();
    boolean whole = (ahead == 0 || ahead == 1) && inOrder(leftList) && inOrder(rightList);
    return (whole && inStep() ? "whole " : "torn ") + rightList.size() + " " + (right[0] > 0);
  }

  private static boolean inOrder(List<Integer> list) {
    for (int i = 0; i < list.size(); i++) {
      if (!Integer.valueOf(i).equals(list.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Numbers never grow from one end to the other; but for what the JIT does at once, pairs match.
   */
  private boolean inStep() {
    int differences = 0;
    for (int i = 0; i < left.length; i++) {
      differences += left[i] == right[i] ? 0 : 1;
      if (i > 0 && (left[i] > left[i - 1] || right[i] > right[i - 1])) {
        return false;
      }
    }
    return differences <= left.length / 10 && left[0] - left[left.length - 1] <= 1;
  }
}
