package dev.coatcheck.jetty;

import org.eclipse.jetty.session.NullSessionCacheFactory;

/** The same without our cache. */
class StoreAloneOutageTest extends OutageTest {

  @Override
  void application(TestNode made) {
    made.caches(new NullSessionCacheFactory());
    super.application(made);
  }
}
