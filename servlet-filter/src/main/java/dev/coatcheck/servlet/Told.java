package dev.coatcheck.servlet;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Calls the application's listeners, none of which may spoil a request or another listener. */
final class Told {

  private static final Logger LOG = System.getLogger("dev.coatcheck.servlet");

  private Told() {}

  @SuppressWarnings("checkstyle:IllegalCatch") // listeners are the application's code
  static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "A session listener of the application failed", e);
    }
  }
}
