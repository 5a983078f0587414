package dev.coatcheck.jetty.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.jul.JDK14LoggerFactory;

/** Where our lines go in a jetty.base. */
class JettyLogTest {

  private final Logger ours = Logger.getLogger("dev.coatcheck");
  private final List<String> console = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final Handler onConsole =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          console.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private boolean tracing;

  @BeforeEach
  void listenToTheConsole() {
    Logger.getLogger("").addHandler(onConsole);
  }

  @AfterEach
  void undo() {
    Logger.getLogger("").removeHandler(onConsole);
    for (Handler handler : ours.getHandlers()) {
      ours.removeHandler(handler);
    }
    ours.setUseParentHandlers(true);
    ours.setLevel(null);
  }

  @Test
  void ourLinesAreInJettysLogAndNowhereElse() {
    JettyLog jettyLog = new JettyLog(recording());
    System.Logger logger = System.getLogger("dev.coatcheck.jetty.JettyLogTest");

    logger.log(System.Logger.Level.ERROR, "no {0}", "Redis");
    logger.log(System.Logger.Level.WARNING, "a '{'brace'}' and {0}", 1);
    logger.log(System.Logger.Level.INFO, "as {} is");
    logger.log(System.Logger.Level.DEBUG, "unasked");
    tracing = true;
    logger.log(System.Logger.Level.DEBUG, "asked");
    logger.log(System.Logger.Level.TRACE, "for");
    logger.log(System.Logger.Level.WARNING, "with a cause", new IllegalStateException("why"));

    String name = "dev.coatcheck.jetty.JettyLogTest";
    assertThat(log)
        .containsExactly(
            "ERROR " + name + " no Redis",
            "WARN " + name + " a {brace} and 1",
            "INFO " + name + " as {} is",
            "DEBUG " + name + " asked",
            "TRACE " + name + " for",
            "WARN " + name + " with a cause java.lang.IllegalStateException: why");
    assertThat(console).isEmpty();
    assertThat(jettyLog).hasToString("JettyLog[dev.coatcheck]");
  }

  @Test
  void twoServersInOneProcessWriteEachLineOnce() {
    List<JettyLog> both = List.of(new JettyLog(recording()), new JettyLog(recording()));

    System.getLogger("dev.coatcheck").log(System.Logger.Level.INFO, "line");

    assertThat(both).hasSize(2);
    assertThat(log).containsExactly("INFO dev.coatcheck line");
  }

  @Test
  void whereSlf4jWritesToJavasLoggingOrNowhereTheyStay() {
    List<JettyLog> both =
        List.of(new JettyLog(new JDK14LoggerFactory()), new JettyLog(new NOPLoggerFactory()));

    System.getLogger("dev.coatcheck").log(System.Logger.Level.INFO, "line");

    assertThat(both).hasSize(2);
    assertThat(console).containsExactly("line");
  }

  @Test
  void aLevelThatSomebodyHasSetStays() {
    ours.setLevel(Level.WARNING);
    JettyLog jettyLog = new JettyLog(recording());

    System.getLogger("dev.coatcheck").log(System.Logger.Level.INFO, "unasked");
    System.getLogger("dev.coatcheck").log(System.Logger.Level.WARNING, "asked");

    assertThat(jettyLog).isNotNull();
    assertThat(log).containsExactly("WARN dev.coatcheck asked");
  }

  private ILoggerFactory recording() {
    return Recorder::new;
  }

  /** What an implementation of SLF4J is at the least. */
  private final class Recorder extends LegacyAbstractLogger {

    private Recorder(String name) {
      this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
      return tracing;
    }

    @Override
    public boolean isDebugEnabled() {
      return tracing;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return name;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        org.slf4j.event.Level level,
        Marker marker,
        String message,
        Object[] arguments,
        Throwable cause) {
      log.add(
          level
              + " "
              + name
              + " "
              + MessageFormatter.basicArrayFormat(message, arguments)
              + (cause == null ? "" : " " + cause));
    }
  }
}
