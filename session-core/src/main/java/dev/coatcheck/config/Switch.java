package dev.coatcheck.config;

/** What is on or off. */
enum Switch {
  ON,
  OFF
}
