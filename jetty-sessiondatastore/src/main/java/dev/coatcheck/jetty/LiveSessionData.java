package dev.coatcheck.jetty;

import dev.coatcheck.session.LiveSession;
import dev.coatcheck.session.UnreadableAttributeException;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * A live session as the data that Jetty's own code works on, so that Jetty calls the listeners, in
 * its own order. Nothing is kept here but what concerns this node's cookie. No clock of a node
 * decides when a session ends, the store does: here none has ever expired. Thread-safe.
 */
class LiveSessionData extends SessionData {

  private static final long serialVersionUID = 1L;

  private final transient LiveSession live;
  private final transient Activations activations;
  private final transient ContainerAttributes jettys;

  LiveSessionData(LiveSession live, Activations activations, SessionContext context) {
    super(
        live.issuedId(),
        context.getCanonicalContextPath(),
        context.getVhost(),
        live.createdAt().toEpochMilli(),
        System.currentTimeMillis(),
        live.lastAccessedAt().toEpochMilli(),
        live.maxInactive().toMillis());
    this.live = live;
    this.activations = activations;
    this.jettys = new ContainerAttributes(live);
    setCookieSet(live.createdAt().toEpochMilli());
  }

  LiveSession live() {
    return live;
  }

  Activations activations() {
    return activations;
  }

  // Identity and times

  @Override
  public String getId() {
    return live.issuedId();
  }

  /** Nothing: the session has its new id already, or its id was not changed. */
  @Override
  public void setId(String id) {}

  @Override
  public long getLastAccessed() {
    return live.lastAccessedAt().toEpochMilli();
  }

  @Override
  public long getMaxInactiveMs() {
    return live.maxInactive().toMillis();
  }

  @Override
  public void setMaxInactiveMs(long millis) {
    live.maxInactive(maxInactive(millis));
  }

  /** For ever is one number in all containers. */
  static Duration maxInactive(long millis) {
    return millis <= 0 ? Duration.ofSeconds(-1) : Duration.ofMillis(millis);
  }

  @Override
  public long getExpiry() {
    long interval = getMaxInactiveMs();
    return interval <= 0 ? 0 : getAccessed() + interval;
  }

  @Override
  public boolean isExpiredAt(long time) {
    return false;
  }

  /** Nothing, see {@link #getExpiry}; also called before this object is complete. */
  @Override
  public void calcAndSetExpiry() {}

  /** Nothing, see {@link #getExpiry}. */
  @Override
  public void calcAndSetExpiry(long time) {}

  // What has to be saved

  @Override
  public boolean isDirty() {
    return live.mayHaveChanged();
  }

  /** More than 0 for a session that is not new. */
  @Override
  public long getLastSaved() {
    return live.isStored() ? 1 : 0;
  }

  // Attributes

  /**
   * An attribute for the application, or one of Jetty's own.
   *
   * @throws UnreadableAttributeException when it cannot be decoded here, unless settings say that
   *     it then reads as null
   */
  @Override
  public @Nullable Object getAttribute(String name) {
    if (ContainerAttributes.isContainers(name)) {
      return jettys.get(name);
    }
    Object value = live.attribute(name);
    if (value != null) {
      activations.handedOut(name, value);
    }
    return value;
  }

  /** A snapshot; decodes nothing of the application's. */
  @Override
  public Set<String> getKeys() {
    Set<String> names = new LinkedHashSet<>(live.attributeNames());
    names.addAll(jettys.names());
    return names;
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    if (ContainerAttributes.isContainers(name)) {
      return jettys.set(name, value);
    }
    if (value == null) {
      return live.remove(name);
    }
    activations.set(name, value);
    return live.put(name, value);
  }

  @Override
  public void putAllAttributes(Map<String, Object> attributes) {
    attributes.forEach(this::setAttribute);
  }

  @Override
  public void clearAllAttributes() {
    getKeys().forEach(name -> setAttribute(name, null));
  }

  /** A snapshot; decodes everything that can be decoded. */
  @Override
  public Map<String, Object> getAllAttributes() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : getKeys()) {
      try {
        Object value = getAttribute(name);
        if (value != null) {
          all.put(name, value);
        }
      } catch (UnreadableAttributeException e) {
        // who asks for all of them cannot do without the others
      }
    }
    return all;
  }

  /** Sessions are in the store; the class has no serial form that other releases know. */
  private Object writeReplace() throws ObjectStreamException {
    throw new NotSerializableException("sessions are in the store");
  }

  /** Shows no id, which is a bearer secret. */
  @Override
  public String toString() {
    return "LiveSessionData[" + live.id() + "]";
  }
}
