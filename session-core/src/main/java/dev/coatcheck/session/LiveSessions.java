package dev.coatcheck.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The live sessions of one application on this node: exactly one object for each id as long as
 * anybody holds it, and a bounded number held in between requests. Thread-safe.
 *
 * <p>Identity hangs on weak references: whoever can still lock or compare a session keeps it here,
 * so that no eviction can make two of one.
 */
final class LiveSessions {

  private final ConcurrentHashMap<SessionId, Entry> byId = new ConcurrentHashMap<>();
  private final ReferenceQueue<LiveSession> dropped = new ReferenceQueue<>();
  private final long mostBytes;

  /** Least recently used first, with what each weighs; guards itself and {@link #heldBytes}. */
  private final Map<LiveSession, Long> held = new LinkedHashMap<>(16, 0.75f, true);

  private long heldBytes;

  LiveSessions(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Nullable LiveSession get(SessionId id) {
    Entry entry = byId.get(id);
    return entry == null ? null : entry.get();
  }

  /** Puts a session in place unless its id has one already; answers the one in place. */
  LiveSession putIfAbsent(LiveSession session) {
    forgetDropped();
    while (true) {
      Entry mine = new Entry(session.id(), session, dropped);
      Entry other = byId.putIfAbsent(mine.id, mine);
      if (other == null) {
        return session;
      }
      LiveSession theirs = other.get();
      if (theirs != null) {
        return theirs;
      }
      byId.remove(mine.id, other);
    }
  }

  void remove(LiveSession session) {
    remove(session.id(), session);
    synchronized (held) {
      Long weight = held.remove(session);
      heldBytes -= weight == null ? 0 : weight;
    }
  }

  /** The session was known as {@code old} until now, unless it stands alone. */
  void rename(SessionId old, LiveSession session) {
    if (get(old) != session) {
      return;
    }
    byId.put(session.id(), new Entry(session.id(), session, dropped));
    remove(old, session);
  }

  /** Keeps a session past its request, in place of those not used for longest. */
  void hold(LiveSession session) {
    long weight = session.weight();
    synchronized (held) {
      Long before = held.put(session, weight);
      heldBytes += weight - (before == null ? 0 : before);
      Iterator<Map.Entry<LiveSession, Long>> eldest = held.entrySet().iterator();
      while (heldBytes > mostBytes && eldest.hasNext()) {
        heldBytes -= eldest.next().getValue();
        eldest.remove();
      }
    }
  }

  Collection<LiveSession> all() {
    forgetDropped();
    List<LiveSession> all = new ArrayList<>();
    for (Entry entry : byId.values()) {
      LiveSession session = entry.get();
      if (session != null) {
        all.add(session);
      }
    }
    return all;
  }

  int size() {
    forgetDropped();
    return byId.size();
  }

  void clear() {
    byId.clear();
    synchronized (held) {
      held.clear();
      heldBytes = 0;
    }
  }

  private void remove(SessionId id, LiveSession session) {
    Entry entry = byId.get(id);
    if (entry != null && entry.get() == session) {
      byId.remove(id, entry);
    }
  }

  private void forgetDropped() {
    Reference<? extends LiveSession> reference;
    while ((reference = dropped.poll()) != null) {
      Entry entry = (Entry) reference;
      byId.remove(entry.id, entry);
    }
  }

  private static final class Entry extends WeakReference<LiveSession> {

    final SessionId id;

    Entry(SessionId id, LiveSession session, ReferenceQueue<LiveSession> queue) {
      super(session, queue);
      this.id = id;
    }
  }
}
