package dev.coatcheck.servlet;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.SessionId;
import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;

/** A session that can be used outside of requests, since Servlet 6.1. Thread-safe. */
final class AccessibleSessionView extends SessionView {

  private final RunningApplication application;
  private final LiveSession live;

  AccessibleSessionView(RunningApplication application, LiveSession live) {
    super(application, live);
    this.application = application;
    this.live = live;
  }

  @Override
  public Accessor getAccessor() {
    if (!isValid()) {
      throw new IllegalStateException("the session has ended");
    }
    return this::access;
  }

  /** Finds the session anew, by whatever id it has by now, and saves what the consumer changed. */
  private void access(Consumer<HttpSession> consumer) {
    Deadline deadline = application.newDeadline();
    SessionId id = live.id();
    SessionView session = application.find(id, deadline);
    if (session == null) {
      throw new IllegalStateException("the session has ended");
    }
    session.enter(deadline);
    try {
      consumer.accept(session);
    } finally {
      try {
        session.save(deadline, SavePoint.LAST);
      } finally {
        session.leave();
      }
    }
  }
}
