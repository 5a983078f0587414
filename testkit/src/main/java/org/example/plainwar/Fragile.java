package org.example.plainwar;

/** A class that one version of the application has and another has not. */
final class Fragile {

  private final String text;

  Fragile(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return "fragile " + text;
  }
}
