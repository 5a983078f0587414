package dev.coatcheck.servlet;

import dev.coatcheck.session.Deadline;
import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.SavePoint;
import dev.coatcheck.session.UnreadableAttributeException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The session as the application sees it, one object per session and node, so that it can be
 * synchronized on. Which methods refuse to work on a session that has ended is the specification's
 * choice (Servlet 6.0, HttpSession). Thread-safe.
 */
class SessionView implements HttpSession {

  private final RunningApplication application;
  private final LiveSession live;
  private final Activations activations;

  /** Held by the request that ends the session, so that no other believes it over too early. */
  private final Object ending = new Object();

  private volatile boolean readableToTheEnd;
  private volatile boolean ended;
  private volatile boolean joined;
  private volatile @Nullable Deadline lastDeadline;

  SessionView(RunningApplication application, LiveSession live) {
    this.application = application;
    this.live = live;
    this.activations = new Activations(this, live);
    this.joined = live.isStored();
  }

  // For requests

  boolean isValid() {
    return !ended && (readableToTheEnd || !live.isGone());
  }

  /** A request uses the session. */
  void enter(Deadline deadline) {
    lastDeadline = deadline;
    live.enter();
  }

  void leave() {
    live.leave();
  }

  /** A request found the session by the id that its client sent. */
  void joined() {
    joined = true;
  }

  void save(Deadline deadline, SavePoint point) {
    application.sessions().save(live, deadline, point);
  }

  void saveLate(Deadline deadline) {
    application.saveLate(live, deadline);
  }

  /** Takes another id; the old one is worth nothing afterwards. */
  void changeId(Deadline deadline) {
    application.changeId(live, deadline);
  }

  // Identity and times

  @Override
  public String getId() {
    return live.issuedId();
  }

  @Override
  public ServletContext getServletContext() {
    return application.context();
  }

  @Override
  public long getCreationTime() {
    requireValid();
    return live.createdAt().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    requireValid();
    return live.lastAccessedAt().toEpochMilli();
  }

  @Override
  public boolean isNew() {
    requireValid();
    return !joined;
  }

  @Override
  public int getMaxInactiveInterval() {
    return (int) live.maxInactive().toSeconds();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    live.maxInactive(Duration.ofSeconds(seconds));
    changed();
  }

  // Attributes

  @Override
  public @Nullable Object getAttribute(@Nullable String name) {
    requireValid();
    if (name == null) {
      return null;
    }
    Object value = live.attribute(name);
    activations.handedOut(name, value);
    return value;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    requireValid();
    return Collections.enumeration(live.attributeNames());
  }

  @Override
  public void setAttribute(@Nullable String name, @Nullable Object value) {
    requireValid();
    if (name == null) {
      throw new IllegalArgumentException("the name of a session attribute must not be null");
    }
    if (value == null) {
      removeAttribute(name);
      return;
    }
    if (value instanceof HttpSessionBindingListener listener && !isThere(name, value)) {
      application.events().binding(this, name, listener);
    }
    activations.set(name, value);
    Object before = live.put(name, value);
    if (before == null) {
      application.events().added(this, name, value);
    } else {
      application.events().replaced(this, name, before, value);
    }
    changed();
  }

  @Override
  public void removeAttribute(@Nullable String name) {
    requireValid();
    if (name == null) {
      return;
    }
    Object before = live.remove(name);
    if (before != null) {
      application.events().removed(this, name, before);
    }
    changed();
  }

  // What there was until Servlet 5.0

  /** Of Servlet 5.0 and before. */
  public @Nullable Object getValue(String name) {
    return getAttribute(name);
  }

  /** Of Servlet 5.0 and before. */
  public String[] getValueNames() {
    return Collections.list(getAttributeNames()).toArray(String[]::new);
  }

  /** Of Servlet 5.0 and before. */
  public void putValue(String name, Object value) {
    setAttribute(name, value);
  }

  /** Of Servlet 5.0 and before. */
  public void removeValue(String name) {
    removeAttribute(name);
  }

  // The end

  /** Ends the session in the store first; only who ended it there runs the listeners. */
  @Override
  public void invalidate() {
    requireValid();
    synchronized (ending) {
      if (readableToTheEnd) {
        return; // a listener that is just told of the end
      }
      requireValid();
      if (application.sessions().invalidate(live, application.deadline(live, lastDeadline))) {
        tellEnd();
      } else {
        ended = true;
      }
    }
  }

  /** The session has expired, and this node has claimed it. */
  void expire() {
    synchronized (ending) {
      tellEnd();
    }
  }

  /** The application stops; attributes that want to know are told. */
  void passivate() {
    activations.passivate();
  }

  private void tellEnd() {
    readableToTheEnd = true;
    try {
      application.events().destroyed(this);
      live.attributeNames().forEach(this::removeAttribute);
    } finally {
      ended = true;
      readableToTheEnd = false;
    }
  }

  private boolean isThere(String name, Object value) {
    try {
      return live.attribute(name) == value;
    } catch (UnreadableAttributeException e) {
      return false;
    }
  }

  /** What is changed while no request uses the session would wait for the next one. */
  private void changed() {
    if (live.requests() == 0 && isValid() && !readableToTheEnd) {
      application.saveNow(live);
    }
  }

  private void requireValid() {
    if (!isValid()) {
      throw new IllegalStateException("the session has ended");
    }
  }

  /** Shows no id, which is a bearer secret. */
  @Override
  public String toString() {
    return "SessionView[" + live.id() + "]";
  }
}
