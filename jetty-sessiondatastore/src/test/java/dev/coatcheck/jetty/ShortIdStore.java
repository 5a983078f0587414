package dev.coatcheck.jetty;

import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * Our store for tests whose ids are too short to be looked up at all: it is asked for longer ones.
 * All else is passed on as it is.
 */
final class ShortIdStore extends AbstractSessionDataStore {

  private static final String MORE = "abcdefghijklmnop";

  private final CoatcheckSessionDataStore store;

  ShortIdStore(CoatcheckSessionDataStore store) {
    this.store = store;
    addBean(store);
  }

  static String longId(String id) {
    return MORE + id;
  }

  @Override
  public void initialize(SessionContext context) throws Exception {
    super.initialize(context);
    store.initialize(context);
  }

  @Override
  public SessionData newSessionData(
      String id, long created, long accessed, long lastAccessed, long maxInactiveMs) {
    return store.newSessionData(longId(id), created, accessed, lastAccessed, maxInactiveMs);
  }

  @Override
  public @Nullable SessionData load(String id) throws Exception {
    return store.load(longId(id));
  }

  @Override
  public void store(String id, SessionData data) throws Exception {
    store.store(longId(id), data);
  }

  @Override
  public boolean exists(String id) throws Exception {
    return store.exists(longId(id));
  }

  @Override
  public boolean delete(String id) {
    return store.delete(longId(id));
  }

  @Override
  public Set<String> getExpired(Set<String> candidates) {
    return store
        .getExpired(candidates.stream().map(ShortIdStore::longId).collect(Collectors.toSet()))
        .stream()
        .map(id -> id.substring(MORE.length()))
        .collect(Collectors.toSet());
  }

  @Override
  public void cleanOrphans(long time) {
    store.cleanOrphans(time);
  }

  @Override
  public boolean isPassivating() {
    return store.isPassivating();
  }

  // What the superclass would ask for in its own versions of the methods above

  @Override
  public boolean doExists(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doStore(String id, SessionData data, long lastSaveTime) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SessionData doLoad(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> doGetExpired(long before) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doCleanOrphans(long time) {
    throw new UnsupportedOperationException();
  }
}
