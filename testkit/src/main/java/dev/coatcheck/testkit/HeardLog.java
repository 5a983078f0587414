package dev.coatcheck.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Listens to all that is logged from INFO upwards, with the messages of what was thrown.
 * Thread-safe.
 */
public final class HeardLog extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public HeardLog() {
    root.addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    messages.add(
        new SimpleFormatter().formatMessage(entry)
            + (thrown == null ? "" : "\n" + thrown.getMessage()));
  }

  /** What was logged so far. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
