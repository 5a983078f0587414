package com.example.shop;

/** Which release of the shop this is. */
final class Release {

  private Release() {}

  /** A method, because compilers copy constants into the classes that use them. */
  static int number() {
    return 1;
  }
}
