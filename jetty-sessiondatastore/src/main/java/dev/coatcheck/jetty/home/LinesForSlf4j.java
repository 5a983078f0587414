package dev.coatcheck.jetty.home;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.ILoggerFactory;
import org.slf4j.event.Level;

/** Passes the lines of {@code java.util.logging} on, under the same names. */
final class LinesForSlf4j extends Handler {

  private final ILoggerFactory loggers;
  private final Formatter formatter = new SimpleFormatter();

  LinesForSlf4j(ILoggerFactory loggers) {
    this.loggers = loggers;
  }

  @Override
  public void publish(LogRecord line) {
    loggers
        .getLogger(line.getLoggerName())
        .atLevel(level(line))
        .setCause(line.getThrown())
        .log(() -> formatter.formatMessage(line));
  }

  private static Level level(LogRecord line) {
    int value = line.getLevel().intValue();
    if (value >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (value >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARN;
    }
    if (value >= java.util.logging.Level.INFO.intValue()) {
      return Level.INFO;
    }
    return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
