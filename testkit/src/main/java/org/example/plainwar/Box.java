package org.example.plainwar;

/** One value that is changed in place. */
final class Box {

  String content = "";

  @Override
  public String toString() {
    return content;
  }
}
