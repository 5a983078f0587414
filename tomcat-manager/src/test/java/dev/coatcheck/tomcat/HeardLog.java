package dev.coatcheck.tomcat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to all that is logged from INFO upwards, with the messages of what was thrown. */
final class HeardLog extends Handler implements AutoCloseable {

  private final Logger root = Logger.getLogger("");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  HeardLog() {
    root.addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    messages.add(
        new SimpleFormatter().formatMessage(entry)
            + (thrown == null ? "" : "\n" + thrown.getMessage()));
  }

  List<String> messages() {
    return messages;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
