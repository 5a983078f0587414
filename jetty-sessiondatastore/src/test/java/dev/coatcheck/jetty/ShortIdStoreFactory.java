package dev.coatcheck.jetty;

import org.eclipse.jetty.session.AbstractSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionManager;

/** Makes {@link ShortIdStore}s, whose node does not sweep while a test runs. */
final class ShortIdStoreFactory extends AbstractSessionDataStoreFactory {

  private final String redis;

  ShortIdStoreFactory(String redis) {
    this.redis = redis;
  }

  @Override
  public SessionDataStore getSessionDataStore(SessionManager manager) throws Exception {
    CoatcheckSessionDataStoreFactory ours = new CoatcheckSessionDataStoreFactory();
    ours.setGracePeriodSec(getGracePeriodSec());
    ours.setSavePeriodSec(getSavePeriodSec());
    ours.setProperty("redis", redis);
    ours.setProperty("touchInterval", "0s");
    ours.setProperty("sweepInterval", "5m");
    return new ShortIdStore((CoatcheckSessionDataStore) ours.getSessionDataStore(manager));
  }
}
