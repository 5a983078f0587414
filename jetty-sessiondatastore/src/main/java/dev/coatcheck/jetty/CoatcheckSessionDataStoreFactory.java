package dev.coatcheck.jetty;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.session.AbstractSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each context of a server its {@link CoatcheckSessionDataStore}; a bean of the server, best
 * next to a {@link CoatcheckSessionCacheFactory}. Configure before the server starts.
 */
public final class CoatcheckSessionDataStoreFactory extends AbstractSessionDataStoreFactory {

  private final Map<String, String> properties = new LinkedHashMap<>();

  /**
   * Takes a setting for all contexts, by its name in docs/configuration.md. Names and values are
   * judged when a context starts, all at once. There is no getter, for values may be secret.
   *
   * @param value null or empty to leave the setting alone, as an unset property of start.jar is
   */
  public void setProperty(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      properties.put(name, value);
    }
  }

  @Override
  public SessionDataStore getSessionDataStore(SessionManager manager) {
    CoatcheckSessionDataStore store = new CoatcheckSessionDataStore(Map.copyOf(properties));
    store.setGracePeriodSec(getGracePeriodSec());
    store.setSavePeriodSec(getSavePeriodSec());
    return store;
  }
}
