package dev.coatcheck.jetty;

import org.eclipse.jetty.session.AbstractSessionCacheFactory;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionManager;

/**
 * Gives each context of a server its {@link CoatcheckSessionCache}; a bean of the server, next to a
 * {@link CoatcheckSessionDataStoreFactory}. Configure before the server starts.
 */
public final class CoatcheckSessionCacheFactory extends AbstractSessionCacheFactory {

  @Override
  public SessionCache newSessionCache(SessionManager manager) {
    return new CoatcheckSessionCache(manager);
  }
}
