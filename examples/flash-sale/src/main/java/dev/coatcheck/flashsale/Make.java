package dev.coatcheck.flashsale;

import java.util.Locale;

/** The makes of servers that the shop can run on. */
enum Make {
  TOMCAT,
  JETTY;

  /** What a person writes, and what a node's name begins with. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
