package dev.coatcheck.jetty.home;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Brings our lines into Jetty's log. We write to Java's {@code System.Logger}, which in a Jetty is
 * {@code java.util.logging} and appears on the console beside the log, if at all; Jetty writes to
 * SLF4J. From its construction on, what our loggers are given goes there instead, and SLF4J alone
 * decides on levels, unless {@code java.util.logging} has one for us.
 *
 * <p>Does nothing where SLF4J writes nowhere or to {@code java.util.logging} itself, or another one
 * has done it. A bean of the server, with which it lives: {@code java.util.logging} forgets a
 * logger that nobody holds. Thread-safe.
 */
public final class JettyLog {

  private static final String OURS = "dev.coatcheck";

  private final Logger ours = Logger.getLogger(OURS);

  /** Redirects the lines of this process. */
  public JettyLog() {
    this(LoggerFactory.getILoggerFactory());
  }

  JettyLog(ILoggerFactory jettys) {
    synchronized (ours) {
      if (isWorthwhile(jettys)) {
        if (ours.getLevel() == null) {
          ours.setLevel(Level.ALL);
        }
        ours.addHandler(new LinesForSlf4j(jettys));
        ours.setUseParentHandlers(false);
      }
    }
  }

  private boolean isWorthwhile(ILoggerFactory jettys) {
    String name = jettys.getClass().getName();
    return !name.startsWith("org.slf4j.jul.")
        && !name.equals("org.slf4j.helpers.NOPLoggerFactory")
        && Arrays.stream(ours.getHandlers()).noneMatch(LinesForSlf4j.class::isInstance);
  }

  @Override
  public String toString() {
    return "JettyLog[" + OURS + "]";
  }
}
